// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import OsloNotifications

@Suite struct DispatcherTests {
    private func notification(_ priority: String, eventType: String = "compute.start") throws -> ReceivedNotification {
        let document = "{\"event_type\": \"\(eventType)\", \"priority\": \"\(priority)\", \"payload\": {}}"
        return try EnvelopeReader.read([UInt8](document.utf8))
    }

    private func outcome(_ endpoints: [On], _ priority: String, eventType: String = "compute.start") async throws
        -> String
    {
        switch await Dispatcher(endpoints).dispatch(try notification(priority, eventType: eventType)) {
        case .handled: "handled"
        case .ignored: "ignored"
        case .requeue: "requeue"
        case .failed(let error): "failed \(error)"
        }
    }

    private struct Refused: Error {}

    @Test func onlyPrioritiesThatAreHandledAreSubscribedTo() {
        let dispatcher = Dispatcher([On(.error, .info) { _ in .handled }, On(.info) { _ in .handled }])
        #expect(dispatcher.priorities == [.info, .error])
        #expect(Dispatcher([On { _ in .handled }]).priorities == NotificationPriority.allCases)
    }

    @Test(arguments: ["INFO", "info", "Info"]) func thePriorityIsReadInAnyCase(word: String) async throws {
        #expect(try await outcome([On(.info) { _ in .handled }], word) == "handled")
    }

    @Test(arguments: ["WARNING", "info ", "FATAL", ""]) func anUnknownPriorityIsIgnored(word: String) async throws {
        #expect(try await outcome([On { _ in .requeue }], word) == "ignored")
    }

    @Test func theFirstRequeueEndsTheRound() async throws {
        let endpoints = [
            On(.info) { _ in .handled }, On(.info) { _ in .requeue }, On(.info) { _ in throw Refused() },
        ]
        #expect(try await outcome(endpoints, "INFO") == "requeue")
    }

    @Test func aThrowEndsTheRound() async throws {
        let endpoints = [On(.info) { _ in throw Refused() }, On(.info) { _ in .requeue }]
        #expect(try await outcome(endpoints, "INFO") == "failed Refused()")
    }

    @Test func aFilterLetsOthersPass() async throws {
        let endpoints = [On(.info, matching: .eventType(prefix: "network.")) { _ in .requeue }]
        #expect(try await outcome(endpoints, "INFO", eventType: "compute.start") == "handled")
        #expect(try await outcome(endpoints, "INFO", eventType: "network.start") == "requeue")
    }

    @Test(arguments: [0, 1, 2]) func endpointsCanDependOnConditions(count: Int) {
        @EndpointBuilder func endpoints() -> [On] {
            On(.info) { _ in .handled }
            if count == 1 { On(.warn) { _ in .handled } }
            if count == 0 {
                On(.debug) { _ in .handled }
            } else {
                On(.error) { _ in .handled }
            }
            for _ in 0..<count {
                On(.critical) { _ in .handled }
                On(.sample) { _ in .handled }
            }
        }
        let expected: [[NotificationPriority]] = [
            [.info, .debug], [.info, .warn, .error, .critical, .sample],
            [.info, .error, .critical, .sample, .critical, .sample],
        ]
        #expect(endpoints().flatMap(\.priorities) == expected[count])
    }
}
