// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Carries what a trace is known by from who sends a record to who receives it, in the record's headers.
///
/// For any kind of context and any form: a service gives the two closures that its tracer needs. ``w3c`` has those of
/// W3C's Trace Context.
public struct TraceContextPropagator<Context: Sendable>: Sendable {
    /// Writes a context into headers that are about to be sent, in place of one that is there.
    public let inject: @Sendable (Context, inout [RecordHeader]) -> Void
    /// Reads the context of headers that came; nil when they have none that can be read.
    public let extract: @Sendable ([RecordHeader]) -> Context?

    /// A propagator of two closures. They are called by whoever sends and receives, in their tasks.
    public init(
        inject: @escaping @Sendable (Context, inout [RecordHeader]) -> Void,
        extract: @escaping @Sendable ([RecordHeader]) -> Context?
    ) {
        self.inject = inject
        self.extract = extract
    }
}

extension ProducerRecord {
    /// Puts a context into the headers, for who receives the record.
    public mutating func inject<Context>(_ context: Context, with propagator: TraceContextPropagator<Context>) {
        propagator.inject(context, &headers)
    }
}

extension ConsumerRecord {
    /// The context that came with the record; nil for none.
    public func context<Context>(with propagator: TraceContextPropagator<Context>) -> Context? {
        propagator.extract(headers)
    }
}
