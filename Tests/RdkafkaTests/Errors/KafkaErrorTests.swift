// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import CRdkafka
import Testing

@testable import Rdkafka

@Suite struct KafkaErrorTests {
    @Test func anErrorIsFatalWhenItsCodeIs() {
        let codes = [
            RD_KAFKA_RESP_ERR__FATAL, RD_KAFKA_RESP_ERR__FENCED, RD_KAFKA_RESP_ERR_PRODUCER_FENCED,
            RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID,
        ]
        for code in codes {
            let error = KafkaError.librdkafka(code)
            #expect(error.code == .fatal && error.isFatal)
        }
        // A transaction that it is told of can be aborted.
        for code in [RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH, RD_KAFKA_RESP_ERR__TRANSPORT] {
            let error = KafkaError.librdkafka(code)
            #expect(error.code == .broker && !error.isFatal)
            #expect(KafkaError.librdkafka(code, isFatal: true).isFatal)
        }
    }
}
