// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaStatistics.Window {
    init(_ scanner: inout StatisticsScanner) throws(StatisticsScanner.Malformed) {
        self.init()
        try scanner.object { scanner, key throws(StatisticsScanner.Malformed) in
            switch key {
            case "min": try scanner.read(&minimum)
            case "max": try scanner.read(&maximum)
            case "avg": try scanner.read(&mean)
            case "sum": try scanner.read(&sum)
            case "cnt": try scanner.read(&count)
            case "stddev": try scanner.read(&standardDeviation)
            case "p50": try scanner.read(&p50)
            case "p75": try scanner.read(&p75)
            case "p90": try scanner.read(&p90)
            case "p95": try scanner.read(&p95)
            case "p99": try scanner.read(&p99)
            case "p99_99": try scanner.read(&p9999)
            case "outofrange": try scanner.read(&outOfRange)
            default: try scanner.skip()
            }
        }
    }
}
