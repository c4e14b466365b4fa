// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import Rdkafka

extension ReceivedNotification {
    /// Where in a trace it was sent, as the headers `traceparent` and `tracestate` say; nil when they don't.
    public var traceContext: W3CTraceContext? { traceContext(with: .w3c) }

    /// Where in a trace it was sent, as the propagator reads it from ``headers``; nil when it finds nothing.
    public func traceContext<Context>(with propagator: TraceContextPropagator<Context>) -> Context? {
        headers.isEmpty ? nil : propagator.extract(headers)
    }
}
