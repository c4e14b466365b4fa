// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Looks whether the topics are there that dead letters go to, and makes none. Where they are not, and the brokers make no
/// topics by themselves, the first record that can't be handled would hold its partition up.
final class DeadLetterCheck: Sendable {
    enum Finding {
        /// They are there, or the brokers make them.
        case fine
        /// These are not there, and nobody makes them.
        case missing([String])
        /// These are not there, and the brokers don't tell whether they make them.
        case unknown([String], String)
    }

    static let setting = "auto.create.topics.enable"
    private static let timeout: Duration = .seconds(10)

    private let task = Lock<Task<Void, Never>?>(nil)

    /// Looks beside what the listener does, and tells what it finds.
    func begin(_ topics: [String], _ transport: NotificationTransport, tell: @escaping @Sendable (Finding) -> Void) {
        let names = topics.compactMap { try? DeadLetterTopic.name(of: $0) }
        let task = Task.detached {
            // A cluster that doesn't answer is told of by what reads.
            guard
                let finding = try? await transport.withAdmin({ admin throws(KafkaError) in
                    try await Self.find(names, admin)
                })
            else { return }
            tell(finding)
        }
        self.task.withLock { $0 = task }
    }

    func cancel() {
        task.withLock { $0 }?.cancel()
    }

    private static func find(_ names: [String], _ admin: KafkaAdmin) async throws(KafkaError) -> Finding {
        let topics = try await admin.describeTopics(names, timeout: timeout)
        let absent = names.filter { topics.failures[$0].map(TopicAbsences.isAbsence) ?? false }
        guard !absent.isEmpty, let broker = try await admin.describeCluster(timeout: timeout).brokers.first else {
            return .fine
        }
        do throws(KafkaError) {
            let settings = try await admin.describeConfigs([.broker(broker.id)], timeout: timeout).get()
            guard let value = settings[.broker(broker.id)]?[setting]?.value else {
                return .unknown(absent, "the brokers don't tell \(setting)")
            }
            return value == "false" ? .missing(absent) : .fine
        } catch {
            if error.code == .cancelled { throw error }
            return .unknown(absent, error.message)
        }
    }
}
