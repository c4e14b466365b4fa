// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Messages that were copied, until the broker's thread that allocated them frees them, when its next records arrive.
///
/// The allocator takes memory back into the heap of the thread that got it, under that heap's lock. If the reading
/// thread freed one message after the other while the broker's thread allocates those to come, both would stand at that
/// lock for a good part of the time that consuming takes.
final class SpentMessages: Sendable {
    private let piles: Lock<SpentPiles<SpentMessage>>

    /// A broker that sends records has few messages to free by then. One that doesn't must not make the client large.
    init(maximumSize: Int = 16 << 20) {
        piles = Lock(SpentPiles(maximumSize: maximumSize))
    }

    /// The number of messages that are not freed.
    var count: Int { piles.withLock { $0.count } }

    /// Takes messages over, which were read together.
    func add(_ messages: MessageBuffer) {
        add(unsafe messages.compactMap { unsafe SpentMessage($0) })
    }

    /// The same. When there are too many now, all are freed.
    func add(_ messages: [SpentMessage]) {
        var rest = messages[...]
        while let broker = rest.first?.broker {
            var size = 0
            let others = rest.firstIndex { message in
                guard message.broker == broker else { return true }
                size += message.size
                return false
            }
            let part = rest[..<(others ?? rest.endIndex)]
            rest = rest[part.endIndex...]
            Self.free(piles.withLock { [size] in $0.add(part, size: size, from: broker) })
        }
    }

    /// Frees the messages that came from a broker.
    func free(from broker: Int32) {
        Self.free(piles.withLock { $0.take(from: broker) })
    }

    /// Frees all. The client can't end before.
    func freeAll() {
        Self.free(piles.withLock { $0.takeAll() })
    }

    private static func free(_ messages: [SpentMessage]) {
        for message in messages { message.free() }
    }

    /// Adds the interceptor to a configuration. This is kept alive until `release` is called.
    func intercept(_ configuration: borrowing ConfigurationHandle) throws(KafkaError) {
        try unsafe configuration.addInterceptor(interceptorName, addFetchInterceptor, keeping: self)
    }

    /// Gives up the reference that the interceptor holds. Once, when the client has ended or could not be made.
    func release() {
        unsafe Unmanaged.passUnretained(self).release()
    }
}

private let interceptorName = "swift-free"
/// Fetch.
private let fetch: Int16 = 1

private func addFetchInterceptor(
    _ client: OpaquePointer?,
    _ configuration: OpaquePointer?,
    _ opaque: UnsafeMutableRawPointer?,
    _ text: UnsafeMutablePointer<CChar>?,
    _ textSize: Int
) -> rd_kafka_resp_err_t {
    unsafe rd_kafka_interceptor_add_on_response_received(client, interceptorName, responseReceived, opaque)
}

/// On the broker's thread. Calls that could wait for it are forbidden here; freeing a message is none of them: the thread
/// holds no lock at this point, and frees messages itself where a partition is given up.
private func responseReceived(
    _ client: OpaquePointer?, _ socket: Int32, _ name: UnsafePointer<CChar>?, _ broker: Int32, _ api: Int16,
    _ version: Int16, _ correlation: Int32, _ size: Int, _ roundTripTime: Int64, _ error: rd_kafka_resp_err_t,
    _ opaque: UnsafeMutableRawPointer?
) -> rd_kafka_resp_err_t {
    guard api == fetch, error == RD_KAFKA_RESP_ERR_NO_ERROR, let opaque = unsafe opaque else {
        return RD_KAFKA_RESP_ERR_NO_ERROR
    }
    unsafe Unmanaged<SpentMessages>.fromOpaque(opaque)._withUnsafeGuaranteedRef { $0.free(from: broker) }
    return RD_KAFKA_RESP_ERR_NO_ERROR
}
