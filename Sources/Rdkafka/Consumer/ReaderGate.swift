// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Lets others keep the reading thread out of librdkafka for a while.
///
/// A record that is read while its partition is paused, sought or assigned anew could be of before or of after. So the
/// reader stands aside: what it has handed over is of before, what it reads later is of after.
final class ReaderGate: Sendable {
    private struct State {
        var isReading = false
        var isStopping = false
        /// Whether the reader waits for its turn.
        var isKeptOut = false
        /// Those who keep the reader out, or wait for it to come out.
        var keepers = 0
        /// Those who wait.
        var waiting: [Credits] = []
    }

    private let state = Lock(State())
    /// Given to the reader when it may go on.
    let turn = Credits(0)

    /// Whether the reader is to come out.
    var isWanted: Bool {
        state.withLock { $0.keepers > 0 || $0.isStopping }
    }

    /// Runs `body` with the reader outside. `wake` ends the read that it is in. Blocks.
    func withReaderOutside<Result>(wake: () -> Void, _ body: () -> Result) -> Result {
        let came: Credits? = state.withLock { state in
            state.keepers += 1
            guard state.isReading else { return nil }
            let came = Credits(0)
            state.waiting.append(came)
            return came
        }
        if let came {
            wake()
            while !came.take(within: .seconds(60)) {}
        }
        defer {
            let isLast = state.withLock { state in
                state.keepers -= 1
                return state.keepers == 0 && state.isKeptOut
            }
            if isLast { turn.add() }
        }
        return body()
    }

    /// Before a read, by the reader: waits as long as it is kept out. False when it is to stop. `idle` is called now
    /// and then, after `interval`.
    func enter(interval: Duration, idle: () -> Void) -> Bool {
        while true {
            let isInside: Bool? = state.withLock { state in
                if state.isStopping { return nil }
                state.isReading = state.keepers == 0
                state.isKeptOut = !state.isReading
                return state.isReading
            }
            guard let isInside else { return false }
            if isInside { return true }
            if !turn.take(within: interval) { idle() }
        }
    }

    /// After a read and what came of it, by the reader.
    func leave() {
        let waiting = state.withLock { state in
            state.isReading = false
            defer { state.waiting = [] }
            return state.waiting
        }
        for each in waiting { each.add() }
    }

    /// Lets the reader in never again.
    func stop() {
        state.withLock { $0.isStopping = true }
        turn.add()
    }
}
