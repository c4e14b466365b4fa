// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaProducer {
    /// Makes records fail that have no acknowledgement yet, with `purged`. Returns at once; the failures are told soon.
    ///
    /// A later send starts afresh. In a transaction, which a failed record spoils, abortTransaction(_:timeout:) does
    /// it better.
    ///
    /// - Parameters:
    ///   - queued: those that were not sent yet: they are stored nowhere.
    ///   - inFlight: those that were sent. The broker may store them all the same, as their error's `deliveryStatus`
    ///     tells.
    public func purge(queued: Bool = true, inFlight: Bool = true) {
        guard core.gate.beginCall() else { return }
        defer { core.gate.endCall() }
        core.handle.purge(queued: queued, inFlight: inFlight)
    }

    /// What has made the producer useless, if anything has: another one with its `transactional.id`, or a broker that
    /// lost what idempotence rests on. Each send fails with `fatal` then; only a new producer helps.
    ///
    /// After the producer's shutdown it tells what was so at that time.
    public var fatalError: KafkaError? {
        guard core.gate.beginCall() else { return core.lastFatalError }
        defer { core.gate.endCall() }
        return core.handle.fatalError
    }

    /// Makes the producer useless, for tests of what then happens.
    package func raiseFatalError(_ code: KafkaError.ResponseCode, _ reason: String) {
        guard core.gate.beginCall() else { return }
        defer { core.gate.endCall() }
        core.handle.raiseFatalError(code.rawValue, reason)
    }
}
