// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension KafkaProducer {
    /// Sends a record and waits for the broker's acknowledgement.
    ///
    /// With the queue full it first waits for room, in order of arrival. From the main actor, and from an actor with an
    /// executor of its own, a send costs two more thread switches than from elsewhere.
    ///
    /// - Parameters:
    ///   - record: the record, which is copied.
    ///   - timeout: how long to wait for room in a full queue; nil is as long as it takes. How long the record itself
    ///     may take is the property `message.timeout.ms`.
    /// - Returns: where the record is.
    /// - Throws: the reason why it is not there. `cancelled` when the task is cancelled: at once before the record is
    ///   queued, within some 40 ms after that, and then it may still be delivered.
    public func send(_ record: ProducerRecord, timeout: Duration? = nil) async throws(KafkaError) -> DeliveryReport {
        // What needs no waiting is in calls of their own: here, references would be counted across the wait.
        let slot: DeliverySlotReference
        if let handedOver = try core.sendAtOnce(record) {
            slot = handedOver
        } else {
            try await enter(InFlightGate.Load(records: 1, bytes: record.size), timeout: timeout)
            slot = try core.sendAdmitted(record)
        }
        return try core.result(of: record, slot, await slot.wait())
    }
}

extension KafkaError {
    static var cancelledUnsent: KafkaError {
        KafkaError(.cancelled, "the task was cancelled before the record was sent", deliveryStatus: .notPersisted)
    }

    static var cancelledInFlight: KafkaError {
        KafkaError(
            .cancelled, "the task was cancelled; the record may still be delivered",
            deliveryStatus: .possiblyPersisted)
    }

    static var producerShutDown: KafkaError {
        KafkaError(.shutDown, "the producer is shut down")
    }

    /// The same for a record.
    static var shutDownUnsent: KafkaError {
        KafkaError(.shutDown, "the producer is shut down", deliveryStatus: .notPersisted)
    }

    static var shutDownInFlight: KafkaError {
        KafkaError(
            .shutDown, "the producer is shut down; the record may still be delivered",
            deliveryStatus: .possiblyPersisted)
    }

    static var queueFull: KafkaError {
        KafkaError(
            .queueFull,
            "the producer's queue is full",
            responseCode: ResponseCode(rawValue: RD_KAFKA_RESP_ERR__QUEUE_FULL.rawValue),
            isRetriable: true,
            deliveryStatus: .notPersisted
        )
    }
}
