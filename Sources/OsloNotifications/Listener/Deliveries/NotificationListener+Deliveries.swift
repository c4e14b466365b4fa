// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

extension NotificationListener {
    /// The notifications, one by one, of a listener without endpoints.
    ///
    ///     for try await received in listener.notifications {
    ///         try await bill(received.notification)
    ///         received.acknowledge()
    ///     }
    ///
    /// It receives from the first element on, and once. Several may be taken before any is acknowledged, up to about
    /// ``ListenerOptions/maximumOutstanding``; they may be acknowledged in any order, and what is committed of a partition
    /// is what is acknowledged without a gap. Notifications of one partition come in order; one that is requeued comes
    /// again before those that were not taken yet. What is not acknowledged at the end comes again, to whoever comes next.
    /// One that is never acknowledged keeps its partition from being read in the end, and no other; see
    /// ``ListenerOptions/stallTime``.
    ///
    /// Leaving the loop shuts the listener down in the background; call ``close(timeout:)`` to wait for it, which ends the
    /// loop at once and waits, as long as it may, until what was taken is acknowledged. Where a partition goes to another
    /// listener, what was taken of it is waited for, up to 30 seconds.
    public var notifications: NotificationDeliveries {
        NotificationDeliveries(listener: self)
    }

    /// The notifications in batches, of a listener without endpoints. A batch is given out when it is full, or some time
    /// after its first notification, whichever comes first, or when there is no room for more, by
    /// ``ListenerOptions/maximumOutstanding`` and ``ListenerOptions/maximumOutstandingBytes``. Each notification in it is
    /// acknowledged by itself; for all else see ``notifications``.
    ///
    /// - Parameters:
    ///   - maximumCount: how many notifications make a batch full.
    ///   - maximumWait: how long a batch waits to become full.
    public func batches(maximumCount: Int, maximumWait: Duration) -> NotificationBatches {
        NotificationBatches(listener: self, maximumCount: maximumCount, maximumWait: maximumWait)
    }

    /// Receives in batches until ``shutdown(timeout:)`` is called, or the task is cancelled.
    ///
    /// When the handler throws, it gets the two halves of the batch at once, one after the other, then those of a half
    /// that it throws at, and so on down to single notifications. So one notification that it can't handle costs only
    /// itself, and two calls for each halving. One that it throws at alone comes again after a pause, as one that is
    /// requeued, up to ``ListenerOptions/maximumAttempts``. What comes after it in its partition waits for it, without
    /// counting as an attempt; other partitions go on. A handler that throws at everything, because something that it
    /// needs is down, is so called as often as a batch can be halved, and then not before the pause of a partition ends.
    ///
    /// - Parameters:
    ///   - maximumCount: how many notifications make a batch full.
    ///   - maximumWait: how long a batch waits to become full.
    ///   - handler: gets a batch, and says of each notification in it, in order, what became of it; of those that it says
    ///     nothing about, that they are to come again. Those of a partition come in order; what a call handles although
    ///     it requeues an earlier one of the same partition is done before that one comes again.
    /// - Throws: what ``run()`` throws.
    public func runBatches(
        maximumCount: Int,
        maximumWait: Duration,
        handler: ([ReceivedNotification]) async throws -> [NotificationResult]
    ) async throws(NotificationError) {
        var iterator = batches(maximumCount: maximumCount, maximumWait: maximumWait).makeAsyncIterator()
        while let batch = try await iterator.next() {
            var halves = BatchHalves(batch)
            while let part = halves.next() {
                do {
                    halves.settle(part, try await handler(part.map(\.notification)))
                } catch {
                    transport.log(.info, "a handler of \(part.count) notifications threw \(type(of: error))")
                    halves.fail(part, isCancelled: Task.isCancelled)
                }
            }
        }
        await shutdown()
    }

    /// Fills a board until the listener ends.
    func receive(_ board: DeliveryBoard) async {
        do {
            switch source {
            case .kafka(let consumer): try await receive(board, from: consumer)
            case .memory(let consumer): try await receive(board, from: consumer)
            }
            board.endWaiting()
        } catch {
            end(board, with: error)
            await shutdown()
        }
    }

    private func receive(_ board: DeliveryBoard, from consumer: KafkaConsumer) async throws {
        guard try await subscribe(consumer, board) else { return }
        let fill: @Sendable () async throws -> Void = {
            for try await batch in consumer.batches {
                for error in batch.errors { self.tell(error, consumer) }
                for slice in PartitionSlice.slices(of: batch) {
                    board.add(slice.ranges.flatMap { $0.map { slice.batch[$0] } }, of: slice.partition) {
                        consumer.isCurrent(batch, in: slice.partition)
                    }
                }
                await self.makeRoom(board)
            }
            board.stop()
            // Ends when all that was taken is acknowledged, or when the time for that is up.
            await consumer.shutdown()
        }
        try await lookAfter(board, fill) { await consumer.shutdown() }
    }

    private func receive(_ board: DeliveryBoard, from consumer: MemoryConsumer) async throws {
        consumer.begin(handler.options.onAssignment)
        defer { consumer.hasEnded() }
        currentBoard.board = board
        let fill: @Sendable () async throws -> Void = {
            var known: Set<TopicPartition> = []
            while let record = await consumer.next(ahead: true) {
                // All of its topic: room is made for those, too, of which nothing has come yet.
                if known.insert(record.place).inserted { board.open([record.place] + consumer.lag.keys) }
                board.add([record], of: record.place)
                await self.makeRoom(board)
            }
            board.stop()
            let partitions = Array(board.pending.keys)
            board.beginClosing(partitions)
            await board.waitForEnd(partitions)
        }
        defer { consumer.giveBackAll() }
        try await lookAfter(board, fill) { consumer.close() }
    }

    /// Runs what fills a board, and beside it what sees to its records that were not acknowledged. The first error ends
    /// both, with `end`.
    private func lookAfter(
        _ board: DeliveryBoard,
        _ fill: @escaping @Sendable () async throws -> Void,
        endedBy end: () async -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.lookAfter(board) }
            group.addTask {
                try await fill()
                board.endWaiting()
            }
            do {
                while try await group.next() != nil {}
            } catch {
                // What else is under way is not waited for: the board is to be told first.
                self.end(board, with: error)
                await end()
                group.cancelAll()
                throw error
            }
        }
    }

    /// Sees to what the board says, until it has ended.
    private func lookAfter(_ board: DeliveryBoard) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            for await care in board.cares {
                group.addTask {
                    do {
                        try await self.lookAfter(care, board)
                    } catch {
                        // It ends the loop, too, which is not cancelled with the group.
                        self.end(board, with: error)
                        throw error
                    }
                }
            }
            // At the end nothing is tried any more.
            group.cancelAll()
        }
    }

    private func lookAfter(_ care: DeliveryBoard.Care, _ board: DeliveryBoard) async throws {
        switch care {
        case .again(let delivery):
            _ = await handler.pause(after: delivery.attempt, delivery.closing)
            board.release(delivery)
        case .giveUp(let delivery, let failure):
            let end = try await handler.giveUp(delivery.record, failure, delivery.closing)
            if end == .done { board.finish(delivery) } else { board.release(delivery) }
        case .readOn(let place): await readOn(place, board)
        }
    }

    /// Waits until more may be read. Where somebody waits for notifications and all room is taken by some that are not
    /// acknowledged, their partitions are paused, so that others go on; and those that have more than their share, while
    /// others have nothing.
    private func makeRoom(_ board: DeliveryBoard) async {
        while true {
            let parked = await board.waitForRoom()
            guard !parked.isEmpty else { return }
            await pause(parked, since: "nothing is acknowledged")
            let (places, gone) = board.paused(parked.partitions)
            for place in places { board.lookAfter(place) }
            if case .kafka(let consumer) = source { await resumeStray(gone, consumer) }
        }
    }

    /// Goes on reading a partition that was paused.
    private func readOn(_ place: DeliveryQueue.ID, _ board: DeliveryBoard) async {
        defer { board.endReadingOn(place) }
        switch source {
        case .kafka(let consumer):
            guard let closing = board.closing(of: place) else { return }
            await readOn(place.partition, from: place.offset, closing, consumer) { board.isBack(place) }
        case .memory(let consumer):
            if board.isBack(place) { consumer.readOn(place.partition, from: place.offset) }
        }
    }
}
