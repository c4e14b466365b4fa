// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import Testing

@testable import OsloNotifications

@Suite struct KafkaErrorCodeTests {
    @Test(
        arguments: [
            (29, .authorizationFailed), (30, .authorizationFailed), (31, .authorizationFailed),
            (58, .authenticationFailed), (-169, .authenticationFailed),
            (-195, .unreachable), (-187, .unreachable), (-193, .unreachable), (87, .deliveryFailed),
        ] as [(Int32, NotificationError.Code)])
    func theAnswerOfKafkaSaysMore(responseCode: Int32, code: NotificationError.Code) {
        let error = KafkaError(.broker, "refused", responseCode: KafkaError.ResponseCode(rawValue: responseCode))
        #expect(NotificationError(error).code == code)
        #expect(NotificationError(error).kafkaCode == responseCode)
    }

    @Test func withoutAnAnswerTheKindOfFailureCounts() {
        #expect(NotificationError(KafkaError(.shutDown, "closed")).code == .closed)
    }
}
