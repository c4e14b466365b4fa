// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import CRdkafka
import Testing

@testable import Rdkafka

@Suite struct ConnectionErrorsTests {
    let login = ClientLogin()
    let delivered = Shared(0)

    init() {
        login.connection.measure { [delivered] in delivered.value }
    }

    @Test func aRefusalIsNotHiddenByAnAddressThatIsNotReached() {
        _ = login.noting(RD_KAFKA_RESP_ERR__SSL, "certificate verify failed")
        _ = login.noting(RD_KAFKA_RESP_ERR__TRANSPORT, "Connection refused")
        #expect(login.connection.current?.code == .authentication)
        _ = login.noting(RD_KAFKA_RESP_ERR__AUTHENTICATION, "wrong password")
        #expect(login.connection.last?.message.contains("wrong password") == true)
    }

    @Test func anErrorFromBeforeTheLastDeliveryExplainsNothing() {
        _ = login.noting(RD_KAFKA_RESP_ERR__TRANSPORT, "Connection refused")
        delivered.update { $0 += 1 }
        #expect(login.connection.current == nil)
        #expect(login.connection.last?.code == .broker)
        #expect(login.connection.last?.isRetriable == true)
    }

    @Test func whatIsNotOfAConnectionIsPassedOver() {
        _ = login.noting(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, "1/1 brokers are down")
        _ = login.noting(RD_KAFKA_RESP_ERR__MAX_POLL_EXCEEDED, "too slow")
        #expect(login.connection.last == nil)
    }

    @Test(arguments: [(42, true), (48, true), (116, true), (40, false), (112, false)])
    func aTLSAlertOfTheBrokerIsARefusalWhereItIsAboutCertificates(alert: Int, isRefusal: Bool) {
        let text = "Receive failed: error:0A000412:SSL routines::x: SSL alert number \(alert) (after 0ms in state UP)"
        let error = login.noting(RD_KAFKA_RESP_ERR__TRANSPORT, text)
        #expect((error.code == .authentication) == isRefusal)
        #expect(error.isRetriable != isRefusal)
    }

    @Test func aRecordWhoseTimeIsUpSaysWhy() {
        let timedOut = KafkaError.librdkafka(RD_KAFKA_RESP_ERR__MSG_TIMED_OUT, "record for topic t")
        let unreachable = login.noting(RD_KAFKA_RESP_ERR__TRANSPORT, "Connection refused")
        #expect(timedOut.explained(by: unreachable).code == .timedOut)
        #expect(timedOut.explained(by: unreachable).isRetriable)
        #expect(timedOut.explained(by: unreachable).message.contains("Connection refused"))
        let refused = login.noting(RD_KAFKA_RESP_ERR__AUTHENTICATION, "wrong password")
        #expect(timedOut.explained(by: refused).code == .authentication)
        #expect(!timedOut.explained(by: refused).isRetriable)
        #expect(timedOut.explained(by: refused).responseCode == timedOut.responseCode)
        let tooLarge = KafkaError.librdkafka(RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE)
        #expect(tooLarge.explained(by: refused).code == .messageTooLarge)
    }
}
