// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Handles one record to its end: decodes it, tries it as often as is allowed, and does what the policy says with one
/// that can't be handled.
struct RecordHandler: Sendable {
    /// What became of a record.
    enum End {
        /// It is done: its offset may be stored.
        case done
        /// It was given up before its end, because the listener or its partition goes away. It will be read again.
        case abandoned
    }

    let dispatcher: Dispatcher
    let options: ListenerOptions
    let deadLetters: DeadLetterTopic
    let transport: NotificationTransport
    /// How notifications are read, where it is not the usual way.
    let reading: NotificationReading?

    /// - Throws: where the policy is to stop.
    func handle(_ record: some InboundRecord, _ closing: ClosingFlag) async throws(NotificationError) -> End {
        let notification: ReceivedNotification
        do {
            notification = try record.notification(reading)
        } catch {
            return try await giveUp(record, .undecodable(error), closing)
        }
        var attempt = 1
        while true {
            let failure: RecordFailure
            switch await dispatcher.dispatch(notification) {
            case .handled: return .done
            case .ignored:
                logIgnored(notification, record)
                return .done
            case .requeue: failure = .requeued(attempts: attempt)
            case .failed(let error): failure = .threw(error, attempts: attempt)
            }
            if closing.isSet || Task.isCancelled { return .abandoned }
            if attempt >= max(1, options.maximumAttempts) { return try await giveUp(record, failure, closing) }
            transport.log(.info, "\(NotificationSource(record)): \(failure.reason), attempt \(attempt)")
            guard await pause(after: attempt, closing) else { return .abandoned }
            attempt += 1
        }
    }

    func giveUp(
        _ record: some InboundRecord,
        _ failure: RecordFailure,
        _ closing: ClosingFlag
    ) async throws(NotificationError) -> End {
        let source = NotificationSource(record)
        let policy: ListenerOptions.FailurePolicy
        if case .undecodable(let error) = failure {
            options.undecodableHandler?(source, error)
            policy = options.onUndecodable
        } else {
            policy = options.onFailure
        }
        switch policy {
        case .skip:
            transport.log(.warning, "\(source) is skipped: \(failure.reason)")
            return .done
        case .stop:
            throw NotificationError(failure.code, "\(source): \(failure.reason)")
        case .deadLetter:
            return try await moveAway(record, failure, closing)
        }
    }

    /// Writes the record to its dead-letter topic, as often as it takes and the time allows: it is not done before it is
    /// there.
    ///
    /// - Throws: why it can't be written, where the policy is to stop.
    private func moveAway(
        _ record: some InboundRecord,
        _ failure: RecordFailure,
        _ closing: ClosingFlag
    ) async throws(NotificationError) -> End {
        let source = NotificationSource(record)
        let deadline = ContinuousClock.now + options.deadLetterTimeout
        var attempt = 1
        while true {
            let timeout = max(.milliseconds(1), deadline - .now)
            let written = await closing.cancelling { [deadLetters] () -> Result<String, NotificationError> in
                do throws(NotificationError) {
                    return .success(try await deadLetters.write(record, failure, timeout: timeout))
                } catch {
                    return .failure(error)
                }
            }
            do throws(NotificationError) {
                let target = try written.get()
                transport.log(.warning, "\(source) was moved to \(target): \(failure.reason)")
                return .done
            } catch {
                if closing.isSet || Task.isCancelled { return .abandoned }
                guard Self.mayPass(error), ContinuousClock.now < deadline else {
                    return try lose(source, failure, error)
                }
                transport.log(.error, "\(source) can't be moved away, attempt \(attempt): \(error)")
                guard await pause(after: attempt, closing) else { return .abandoned }
                attempt += 1
            }
        }
    }

    /// Whether what a dead letter could not be written for may be over at the next attempt.
    static func mayPass(_ error: NotificationError) -> Bool {
        error.isRetriable || [.cancelled, .closed, .timedOut].contains(error.code)
    }

    /// A record can't be handled, and can't be moved away.
    ///
    /// - Throws: why, where the policy is to stop.
    func lose(
        _ source: NotificationSource,
        _ failure: RecordFailure,
        _ error: NotificationError
    ) throws(NotificationError) -> End {
        let text = "\(source) (\(failure.reason)) can't be moved away"
        switch options.onDeadLetterFailure {
        case .stop: throw error.telling(text)
        case .skip:
            transport.log(.error, "\(text) and is skipped: \(error)")
            options.onError?(error.telling(text))
            return .done
        }
    }

    /// The pause before the attempt after this one.
    private func backoff(after attempt: Int) -> Duration {
        min(options.maximumBackoff, options.backoff * (1 << min(attempt - 1, 20)))
    }

    /// False when the record is to be given up meanwhile.
    func pause(after attempt: Int, _ closing: ClosingFlag) async -> Bool {
        let pause = backoff(after: attempt)
        await closing.cancelling { try? await Task.sleep(for: pause) }
        return !closing.isSet && !Task.isCancelled
    }

    func logIgnored(_ notification: ReceivedNotification, _ record: some InboundRecord) {
        guard notification.priority == nil else { return }
        transport.log(.warning, "\(NotificationSource(record)) has no priority that is known; it is skipped")
    }
}
