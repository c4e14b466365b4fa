// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if Tracing
public import Tracing

/// Writes the values of a trace into record headers, in place of those that are there.
public struct RecordHeaderInjector: Injector {
    /// An injector.
    public init() {}

    /// Sets the header of that name.
    public func inject(_ value: String, forKey key: String, into carrier: inout [RecordHeader]) {
        carrier.setText(value, of: key)
    }
}

/// Reads the values of a trace from record headers.
public struct RecordHeaderExtractor: Extractor {
    /// An extractor.
    public init() {}

    /// The text of the header of that name.
    public func extract(key: String, from carrier: [RecordHeader]) -> String? {
        carrier.text(of: key)
    }
}

extension TraceContextPropagator where Context == ServiceContext {
    /// Carries what an instrument, such as `InstrumentationSystem.instrument`, knows of a context.
    public static func instrument(_ instrument: some Instrument) -> TraceContextPropagator {
        TraceContextPropagator { context, headers in
            instrument.inject(context, into: &headers, using: RecordHeaderInjector())
        } extract: { headers in
            var context = ServiceContext.topLevel
            instrument.extract(headers, into: &context, using: RecordHeaderExtractor())
            return context.isEmpty ? nil : context
        }
    }
}
#endif
