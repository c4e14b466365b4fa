// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// The topics that were told to be absent, so that each is told once, until it is there.
final class TopicAbsences: Sendable {
    private let absent = Lock<Set<String>>([])

    /// UNKNOWN_TOPIC_OR_PART, as the broker and as librdkafka call it.
    static func isAbsence(_ error: KafkaError) -> Bool {
        [3, -188].contains(error.responseCode?.rawValue)
    }

    /// True when it was not known yet.
    func disappeared(_ topic: String) -> Bool {
        absent.withLock { $0.insert(topic).inserted }
    }

    func appeared(_ partitions: [TopicPartition]) {
        absent.withLock { absent in
            for partition in partitions { absent.remove(partition.topic) }
        }
    }
}
