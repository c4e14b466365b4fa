// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

extension NotificationTransport {
    /// Makes the Kafka topics of some targets and priorities, those that are not there yet.
    ///
    /// - Parameters:
    ///   - targets: the topics, without priorities; nil means those of the configuration.
    ///   - priorities: the priorities; all seven unless told otherwise.
    ///   - creation: what they are to be like. Topics that are there stay as they are.
    ///   - timeout: how long to wait for the cluster.
    /// - Returns: the Kafka topics that were made, in order; over memory none.
    /// - Throws: `invalidTopic`; `authorizationFailed`, `deliveryFailed` and the like when one can't be made, `timedOut`,
    ///   `cancelled`.
    @discardableResult
    public func createTopics(
        targets: [NotificationTarget]? = nil,
        priorities: [NotificationPriority] = NotificationPriority.allCases,
        _ creation: TopicCreation = TopicCreation(),
        timeout: Duration = .seconds(30)
    ) async throws(NotificationError) -> [String] {
        var names: [String] = []
        for topic in targets?.map(\.topic) ?? configuration.topics {
            for priority in priorities {
                let name = try configuration.topicName(topic, priority: priority.topicSuffix).rawValue
                if !names.contains(name) { names.append(name) }
            }
        }
        return try await create(names, creation, timeout)
    }

    func create(
        _ names: [String],
        _ creation: TopicCreation,
        _ timeout: Duration
    ) async throws(NotificationError) -> [String] {
        guard case .kafka = carrier else { return [] }
        var names = names
        if creation.includesDeadLetters {
            for name in names { names.append(try DeadLetterTopic.name(of: name)) }
        }
        var settings: [String: String] = [:]
        if let retention = creation.retention { settings["retention.ms"] = "\(Int64(retention / .milliseconds(1)))" }
        let topics = names.map { name in
            NewTopic(
                name, partitions: creation.partitions, replicationFactor: creation.replicationFactor,
                configuration: settings)
        }
        return try await withAdmin { admin throws(KafkaError) in
            let results = try await admin.createTopics(topics, timeout: timeout)
            var made: [String] = []
            for name in names {
                do throws(KafkaError) {
                    try results[name]?.get()
                    made.append(name)
                } catch {
                    // TOPIC_ALREADY_EXISTS
                    guard error.responseCode?.rawValue == 36 else { throw error }
                }
            }
            return made
        }
    }

    /// Runs something with a client for administration, which ends with it.
    func withAdmin<Result>(
        _ body: (KafkaAdmin) async throws(KafkaError) -> Result
    ) async throws(NotificationError) -> Result {
        // Such a client sends no records: what is about these must not make it ask for a producer's id.
        var properties = configuration.producerProperties
        for name in ["enable.idempotence", "transactional.id"] { properties[name] = nil }
        do throws(KafkaError) {
            let admin = try clients.admin(properties)
            do throws(KafkaError) {
                let result = try await body(admin)
                await admin.shutdown(timeout: .seconds(1))
                return result
            } catch {
                await admin.shutdown(timeout: .seconds(1))
                throw error
            }
        } catch {
            throw NotificationError(error, "topics")
        }
    }
}
