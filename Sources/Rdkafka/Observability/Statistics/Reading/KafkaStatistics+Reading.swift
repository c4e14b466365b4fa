// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaStatistics {
    /// Statistics from librdkafka's text.
    init(json bytes: [UInt8]) throws(StatisticsScanner.Malformed) {
        var scanner = StatisticsScanner(bytes)
        try self.init(&scanner)
    }
}

extension KafkaStatistics {
    init(_ scanner: inout StatisticsScanner) throws(StatisticsScanner.Malformed) {
        self.init()
        try scanner.object { scanner, key throws(StatisticsScanner.Malformed) in
            switch key {
            case "name": try scanner.read(&name)
            case "client_id": try scanner.read(&clientID)
            case "type": try scanner.read(&type)
            case "ts": try scanner.read(&clock)
            case "time": try scanner.read(&time)
            case "age": try scanner.read(&age)
            case "replyq": try scanner.read(&queuedEvents)
            case "msg_cnt": try scanner.read(&queuedRecords)
            case "msg_size": try scanner.read(&queuedBytes)
            case "msg_max": try scanner.read(&queuedRecordsLimit)
            case "msg_size_max": try scanner.read(&queuedBytesLimit)
            case "tx": try scanner.read(&requestsSent)
            case "tx_bytes": try scanner.read(&bytesSent)
            case "rx": try scanner.read(&responsesReceived)
            case "rx_bytes": try scanner.read(&bytesReceived)
            case "txmsgs": try scanner.read(&recordsSent)
            case "txmsg_bytes": try scanner.read(&recordBytesSent)
            case "rxmsgs": try scanner.read(&recordsReceived)
            case "rxmsg_bytes": try scanner.read(&recordBytesReceived)
            case "metadata_cache_cnt": try scanner.read(&cachedTopics)
            case "brokers":
                try scanner.values { scanner throws(StatisticsScanner.Malformed) in
                    brokers.append(try Broker(&scanner))
                }
            case "topics":
                try scanner.values { scanner throws(StatisticsScanner.Malformed) in
                    topics.append(try Topic(&scanner))
                }
            case "cgrp": group = try Group(&scanner)
            case "eos": idempotence = try Idempotence(&scanner)
            case "fatal": fatalError = try FatalError(&scanner)
            default: try scanner.skip()
            }
        }
    }
}

extension KafkaStatistics.Group {
    init(_ scanner: inout StatisticsScanner) throws(StatisticsScanner.Malformed) {
        self.init()
        try scanner.object { scanner, key throws(StatisticsScanner.Malformed) in
            switch key {
            case "state": try scanner.read(&state)
            case "stateage": try scanner.read(&stateAge)
            case "join_state": try scanner.read(&joinState)
            case "rebalance_age": try scanner.read(&rebalanceAge)
            case "rebalance_cnt": try scanner.read(&rebalances)
            case "rebalance_reason": try scanner.read(&rebalanceReason)
            case "assignment_size": try scanner.read(&assignedPartitions)
            default: try scanner.skip()
            }
        }
    }
}

extension KafkaStatistics.Idempotence {
    init(_ scanner: inout StatisticsScanner) throws(StatisticsScanner.Malformed) {
        self.init()
        try scanner.object { scanner, key throws(StatisticsScanner.Malformed) in
            switch key {
            case "idemp_state": try scanner.read(&state)
            case "idemp_stateage": try scanner.read(&stateAge)
            case "txn_state": try scanner.read(&transactionState)
            case "txn_stateage": try scanner.read(&transactionStateAge)
            case "txn_may_enq": try scanner.read(&acceptsRecords)
            case "producer_id": try scanner.read(&producerID)
            case "producer_epoch": try scanner.read(&producerEpoch)
            case "epoch_cnt": try scanner.read(&assignments)
            default: try scanner.skip()
            }
        }
    }
}

extension KafkaStatistics.FatalError {
    init(_ scanner: inout StatisticsScanner) throws(StatisticsScanner.Malformed) {
        self.init()
        try scanner.object { scanner, key throws(StatisticsScanner.Malformed) in
            switch key {
            case "error": try scanner.read(&name)
            case "reason": try scanner.read(&reason)
            case "age": try scanner.read(&age)
            default: try scanner.skip()
            }
        }
    }
}
