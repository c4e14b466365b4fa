// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Rdkafka
import TestSupport
import Testing

/// Whether a listener reads the headers of records.
@Suite(.timeLimit(.minutes(1))) struct HeaderTests {
    private let topic = uniqueTopic("headers")

    @Test(arguments: [ListenerBroker.Kind.kafka, .memory], [true, false])
    func `headers are read unless they are not wanted`(_ kind: ListenerBroker.Kind, _ isWanted: Bool) async throws {
        let transport = try ListenerBroker.of(kind).transport()
        var sending = NotifierOptions()
        sending.headers = .standard
        let notifier = try Notifier(transport: transport, publisherID: "p", topics: [topic], options: sending)
        try await notifier.info("test", payload: 1)

        let received = Collected<[RecordHeader]>()
        var listening = ListenerOptions()
        listening.readsHeaders = isWanted
        let listener = try NotificationListener(
            transport: transport, targets: [NotificationTarget(topic: topic)], pool: uniqueGroup("headers"),
            options: listening
        ) {
            On(.info) { notification in
                received.append(notification.headers)
                return .handled
            }
        }
        try await listener.whileRunning { try await received.waitForCount(1) }
        #expect(received.elements.map(\.isEmpty) == [!isWanted])
    }
}
