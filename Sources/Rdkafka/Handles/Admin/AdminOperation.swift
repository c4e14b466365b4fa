// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// A request to the cluster that is answered by an event.
protocol AdminOperation: Sendable {
    associatedtype Answer: Sendable

    /// For errors, such as "creating topics".
    var name: String { get }

    /// Hands the request to librdkafka, which copies it.
    func submit(_ request: borrowing AdminRequest) throws(KafkaError)

    /// What an event says that is no error as a whole.
    func answer(_ event: borrowing EventHandle) throws(KafkaError) -> Answer
}

extension EventHandle {
    /// What the event says to who asked.
    func adminAnswer<Operation: AdminOperation>(to operation: Operation) -> Result<Operation.Answer, KafkaError> {
        guard error == RD_KAFKA_RESP_ERR_NO_ERROR else {
            return .failure(.librdkafka(error, "\(operation.name): \(errorText)"))
        }
        do throws(KafkaError) {
            return .success(try operation.answer(self))
        } catch {
            return .failure(error)
        }
    }
}
