// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Collects the endpoints of a listener; `if`, `switch` and `for` may make some of them.
@resultBuilder
public enum EndpointBuilder {
    /// One endpoint.
    public static func buildExpression(_ endpoint: On) -> [On] {
        [endpoint]
    }

    /// The endpoints, in order.
    public static func buildBlock(_ endpoints: [On]...) -> [On] {
        endpoints.flatMap { $0 }
    }

    /// Those of an `if` without `else`.
    public static func buildOptional(_ endpoints: [On]?) -> [On] {
        endpoints ?? []
    }

    /// Those of the first of two branches.
    public static func buildEither(first endpoints: [On]) -> [On] {
        endpoints
    }

    /// Those of the second of two branches.
    public static func buildEither(second endpoints: [On]) -> [On] {
        endpoints
    }

    /// Those of a loop, in order.
    public static func buildArray(_ endpoints: [[On]]) -> [On] {
        endpoints.flatMap { $0 }
    }
}
