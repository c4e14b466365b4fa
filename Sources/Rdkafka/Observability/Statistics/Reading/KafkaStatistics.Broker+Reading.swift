// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaStatistics.Broker {
    init(_ scanner: inout StatisticsScanner) throws(StatisticsScanner.Malformed) {
        self.init()
        try scanner.object { scanner, key throws(StatisticsScanner.Malformed) in
            switch key {
            case "name": try scanner.read(&name)
            case "nodeid": try scanner.read(&nodeID)
            case "nodename": try scanner.read(&nodeName)
            case "source": try scanner.read(&source)
            case "state": try scanner.read(&state)
            case "stateage": try scanner.read(&stateAge)
            case "outbuf_cnt": try scanner.read(&queuedRequests)
            case "outbuf_msg_cnt": try scanner.read(&queuedRequestRecords)
            case "waitresp_cnt": try scanner.read(&requestsInFlight)
            case "waitresp_msg_cnt": try scanner.read(&recordsInFlight)
            case "tx": try scanner.read(&requestsSent)
            case "txbytes": try scanner.read(&bytesSent)
            case "txerrs": try scanner.read(&sendErrors)
            case "txretries": try scanner.read(&retries)
            case "txidle": try scanner.read(&sendIdle)
            case "req_timeouts": try scanner.read(&requestTimeouts)
            case "rx": try scanner.read(&responsesReceived)
            case "rxbytes": try scanner.read(&bytesReceived)
            case "rxerrs": try scanner.read(&receiveErrors)
            case "rxcorriderrs": try scanner.read(&unmatchedResponses)
            case "rxpartial": try scanner.read(&partialRecordSets)
            case "rxidle": try scanner.read(&receiveIdle)
            case "zbuf_grow": try scanner.read(&decompressionGrowths)
            case "wakeups": try scanner.read(&wakeups)
            case "connects": try scanner.read(&connects)
            case "disconnects": try scanner.read(&disconnects)
            case "int_latency": try scanner.read(&queueLatency)
            case "outbuf_latency": try scanner.read(&sendLatency)
            case "rtt": try scanner.read(&roundTripTime)
            case "throttle": try scanner.read(&throttle)
            case "req":
                try scanner.object { scanner, key throws(StatisticsScanner.Malformed) in
                    if let count = try scanner.integer(), count != 0 { requests[key] = count }
                }
            case "toppars":
                try scanner.values { scanner throws(StatisticsScanner.Malformed) in
                    partitions.append(try TopicPartition(&scanner))
                }
            default: try scanner.skip()
            }
        }
    }
}

extension TopicPartition {
    fileprivate init(_ scanner: inout StatisticsScanner) throws(StatisticsScanner.Malformed) {
        var topic = ""
        var partition: Int32 = -1
        try scanner.object { scanner, key throws(StatisticsScanner.Malformed) in
            switch key {
            case "topic": try scanner.read(&topic)
            case "partition": try scanner.read(&partition)
            default: try scanner.skip()
            }
        }
        self.init(topic: topic, partition: partition)
    }
}
