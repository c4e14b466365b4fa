// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if Metrics
internal import Metrics

/// Makes the metrics of one client.
struct MeasureMaker {
    let factory: any MetricsFactory
    let prefix: String
    let dimensions: [(String, String)]

    func counter(_ label: String) -> CountedMeasure {
        CountedMeasure(counter: Counter(label: "\(prefix)_\(label)", dimensions: dimensions, factory: factory))
    }

    func meter(_ label: String, _ more: [(String, String)] = []) -> Meter {
        Meter(label: "\(prefix)_\(label)", dimensions: dimensions + more, factory: factory)
    }
}

/// A counter of what is known as a total.
struct CountedMeasure {
    let counter: Counter
    private var last = 0

    init(counter: Counter) {
        self.counter = counter
    }

    mutating func count(to total: Int) {
        if total > last { counter.increment(by: total - last) }
        last = max(last, total)
    }
}
#endif
