// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Where the text of an option comes from, for errors and warnings.
struct ConfigurationPlace: Sendable {
    /// What it is called there: the option's key, or its name in a query.
    let name: String
    /// `FILE:LINE` or an environment variable; `nil` for a dictionary or a URL that was passed as an argument.
    var location: String?

    /// Such as `/etc/nova/nova.conf:12: oslo_messaging_kafka.consumer_group`.
    var description: String { Self.prefix(location) + name }

    static func prefix(_ location: String?) -> String {
        location.map { "\($0): " } ?? ""
    }
}
