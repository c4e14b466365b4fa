// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension TraceContextPropagator where Context == W3CTraceContext {
    /// W3C's Trace Context: the headers `traceparent` and `tracestate`.
    public static var w3c: TraceContextPropagator {
        TraceContextPropagator { context, headers in
            headers.setText(context.traceparent, of: "traceparent")
            headers.removeAll { $0.name == "tracestate" }
            if let state = context.state { headers.setText(state, of: "tracestate") }
        } extract: { headers in
            headers.text(of: "traceparent").flatMap {
                W3CTraceContext(traceparent: $0, tracestate: headers.text(of: "tracestate"))
            }
        }
    }
}
