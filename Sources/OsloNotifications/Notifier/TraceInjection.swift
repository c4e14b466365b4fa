// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import Rdkafka

/// Puts what the trace is known by that a notification is sent in into the headers of its records.
///
/// Who receives it goes on from there: see ``ReceivedNotification/traceContext``. Readers in Python take no notice of it.
public struct TraceInjection: Sendable {
    let inject: @Sendable (inout [RecordHeader]) -> Void

    /// An injection of any kind of context.
    ///
    /// - Parameters:
    ///   - propagator: writes a context into headers.
    ///   - current: the context of the current trace; nil where there is none, then nothing is written. It is called in
    ///     the sender's task, once for each notification.
    public init<Context>(
        _ propagator: TraceContextPropagator<Context>,
        current: @escaping @Sendable () -> Context?
    ) {
        inject = { headers in
            if let context = current() { propagator.inject(context, &headers) }
        }
    }

    /// The headers `traceparent` and `tracestate` of W3C's Trace Context.
    ///
    /// - Parameter current: the position in the current trace; nil where there is none.
    public static func w3c(_ current: @escaping @Sendable () -> W3CTraceContext?) -> TraceInjection {
        TraceInjection(.w3c, current: current)
    }
}
