// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension AdminCore {
    /// Asks about items of groups, and again about those whose coordinator is not there, until the time is up.
    func performForGroups<Item: Sendable, Key, Value, Operation: AdminOperation>(
        _ items: [Item],
        key: (Item) -> Key,
        timeout: Duration,
        _ operation: ([Item]) -> Operation
    ) async throws(KafkaError) -> [Key: Result<Value, KafkaError>]
    where Operation.Answer == [Key: Result<Value, KafkaError>] {
        var answers: [Key: Result<Value, KafkaError>] = [:]
        var pending = items
        return try await findingCoordinators(operation(items).name, timeout) { timeout throws(KafkaError) in
            do throws(KafkaError) {
                answers.merge(try await perform(operation(pending), timeout: timeout)) { _, last in last }
            } catch {
                // What is known of other items is not lost with a request that failed later.
                guard !answers.isEmpty, error.code != .cancelled, error.code != .shutDown else { throw error }
                for item in pending { answers[key(item)] = .failure(error) }
            }
            pending = pending.filter { answers[key($0)]?.isWithoutCoordinator ?? false }
            return (answers, isSettled: pending.isEmpty)
        }
    }

    /// Lists something of all groups, and again until no coordinator is missing, or the time is up.
    func listForGroups<Operation: AdminOperation>(
        _ operation: Operation,
        timeout: Duration,
        isUnsettled: (Operation.Answer) -> Bool
    ) async throws(KafkaError) -> Operation.Answer {
        try await findingCoordinators(operation.name, timeout) { timeout throws(KafkaError) in
            let answer = try await perform(operation, timeout: timeout)
            return (answer, isSettled: !isUnsettled(answer))
        }
    }

    /// Asks until it is settled, or fails for another reason, or the time is up: then the last answer stands.
    private func findingCoordinators<Answer>(
        _ name: String,
        _ timeout: Duration,
        _ ask: (Duration) async throws(KafkaError) -> (Answer, isSettled: Bool)
    ) async throws(KafkaError) -> Answer {
        var retry = CoordinatorRetry(deadline: .now + timeout)
        while true {
            let result: Result<Answer, KafkaError>
            let isOver: Bool
            do throws(KafkaError) {
                let (answer, isSettled) = try await ask(retry.timeLeft(now: .now))
                (result, isOver) = (.success(answer), isSettled)
            } catch {
                (result, isOver) = (.failure(error), !error.isWithoutCoordinator)
            }
            guard !isOver, let pause = retry.next(now: .now) else { return try result.get() }
            try await self.pause(pause, name)
        }
    }
}

extension KafkaError {
    /// Whether the group has no coordinator just now: it moves, or reads its groups first.
    var isWithoutCoordinator: Bool {
        [.coordinatorLoadInProgress, .coordinatorNotAvailable, .notCoordinator].contains(responseCode)
    }
}

extension Result where Failure == KafkaError {
    /// Whether it failed for want of a coordinator.
    var isWithoutCoordinator: Bool {
        if case .failure(let error) = self { error.isWithoutCoordinator } else { false }
    }
}
