// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaStatistics.Topic {
    init(_ scanner: inout StatisticsScanner) throws(StatisticsScanner.Malformed) {
        self.init()
        try scanner.object { scanner, key throws(StatisticsScanner.Malformed) in
            switch key {
            case "topic": try scanner.read(&name)
            case "age": try scanner.read(&age)
            case "metadata_age": try scanner.read(&metadataAge)
            case "batchsize": try scanner.read(&batchSize)
            case "batchcnt": try scanner.read(&batchCount)
            case "partitions":
                try scanner.values { scanner throws(StatisticsScanner.Malformed) in
                    let partition = try KafkaStatistics.Partition(&scanner)
                    if partition.partition >= 0 { partitions.append(partition) }
                }
            default: try scanner.skip()
            }
        }
    }
}

extension KafkaStatistics.Partition {
    init(_ scanner: inout StatisticsScanner) throws(StatisticsScanner.Malformed) {
        self.init()
        try scanner.object { scanner, key throws(StatisticsScanner.Malformed) in
            switch key {
            case "partition": try scanner.read(&partition)
            case "broker": try scanner.read(&broker)
            case "leader": try scanner.read(&leader)
            case "desired": try scanner.read(&isDesired)
            case "unknown": try scanner.read(&isUnknown)
            case "msgq_cnt": try scanner.read(&queuedRecords)
            case "msgq_bytes": try scanner.read(&queuedBytes)
            case "xmit_msgq_cnt": try scanner.read(&readyRecords)
            case "xmit_msgq_bytes": try scanner.read(&readyBytes)
            case "fetchq_cnt": try scanner.read(&fetchedRecords)
            case "fetchq_size": try scanner.read(&fetchedBytes)
            case "fetch_state": try scanner.read(&fetchState)
            case "query_offset": try scanner.read(&queryOffset)
            case "next_offset": try scanner.read(&nextOffset)
            case "app_offset": try scanner.read(&applicationOffset)
            case "stored_offset": try scanner.read(&storedOffset)
            case "stored_leader_epoch": try scanner.read(&storedLeaderEpoch)
            case "committed_offset": try scanner.read(&committedOffset)
            case "committed_leader_epoch": try scanner.read(&committedLeaderEpoch)
            case "eof_offset": try scanner.read(&endOffset)
            case "lo_offset": try scanner.read(&lowWatermark)
            case "hi_offset": try scanner.read(&highWatermark)
            case "ls_offset": try scanner.read(&lastStableOffset)
            case "consumer_lag": try scanner.read(&lag)
            case "consumer_lag_stored": try scanner.read(&storedLag)
            case "leader_epoch": try scanner.read(&leaderEpoch)
            case "txmsgs": try scanner.read(&recordsSent)
            case "txbytes": try scanner.read(&bytesSent)
            case "rxmsgs": try scanner.read(&recordsReceived)
            case "rxbytes": try scanner.read(&bytesReceived)
            case "msgs": try scanner.read(&records)
            case "rx_ver_drops": try scanner.read(&outdatedRecords)
            case "msgs_inflight": try scanner.read(&recordsInFlight)
            case "next_ack_seq": try scanner.read(&nextAcknowledgedSequence)
            case "next_err_seq": try scanner.read(&nextFailedSequence)
            case "acked_msgid": try scanner.read(&acknowledgedNumber)
            default: try scanner.skip()
            }
        }
    }
}
