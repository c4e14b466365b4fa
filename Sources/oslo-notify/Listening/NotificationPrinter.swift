// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications
internal import Rdkafka

/// Writes the notifications that a listener receives, a line each, whole lines only, and no more than are wanted.
///
/// A reader that stands still stops the listener, but blocks none of its tasks' threads.
final class NotificationPrinter: Sendable {
    private typealias Waiter = UnsafeContinuation<Void, Never>

    private struct State {
        /// How many lines are still wanted.
        var left: Int
        var written = 0
        /// Whether a line is being written by a thread of its own, which may take long.
        var isBusy = false
        /// Those who wait for it.
        var waiters: [Waiter] = []
    }

    private enum Step {
        case end(NotificationResult)
        case wait
        case writeOnThread
    }

    private let isJSON: Bool
    private let state: Lock<State>
    private let end: FirstOf<ListenEnd>

    init(isJSON: Bool, limit: Int?, _ end: FirstOf<ListenEnd>) {
        self.isJSON = isJSON
        state = Lock(State(left: limit ?? .max))
        self.end = end
    }

    /// How many lines were written.
    var written: Int {
        state.withLock { $0.written }
    }

    /// Writes a notification. When this says that it is handled, the line has left the process.
    func print(_ notification: ReceivedNotification) async -> NotificationResult {
        let line = isJSON ? NotificationLine.json(notification) : NotificationLine.readable(notification)
        while true {
            switch state.withLock({ begin(line, &$0) }) {
            case .end(let result): return result
            case .wait: await turn()
            case .writeOnThread: return await writeOnThread(line)
            }
        }
    }

    private func begin(_ line: [UInt8], _ state: inout State) -> Step {
        if state.isBusy { return .wait }
        // What comes after the last one is for the next run.
        guard state.left > 0, !end.isOver else { return .end(.requeue) }
        guard StandardOutput.takesAtOnce(line.count) else {
            state.isBusy = true
            return .writeOnThread
        }
        return .end(finish(Result { () throws(DescriptorError) in try StandardOutput.write(line) }, &state))
    }

    private func finish(_ result: Result<Void, DescriptorError>, _ state: inout State) -> NotificationResult {
        if case .failure(let error) = result {
            end.happened(.outputFailed(error))
            return .requeue
        }
        state.written += 1
        state.left -= 1
        if state.left == 0 { end.happened(.countReached) }
        return .handled
    }

    private func writeOnThread(_ line: [UInt8]) async -> NotificationResult {
        let result: Result<Void, DescriptorError>
        do {
            result = try await NativeThread.run("stdout") {
                Result { () throws(DescriptorError) in try StandardOutput.write(line) }
            }
        } catch {
            result = .failure(.failed("writing to standard output", reason: error.message))
        }
        let (verdict, waiters) = state.withLock { state in
            state.isBusy = false
            let waiters = state.waiters
            state.waiters = []
            return (finish(result, &state), waiters)
        }
        for waiter in waiters { waiter.resume() }
        return verdict
    }

    private func turn() async {
        await withUnsafeContinuation { (waiter: Waiter) in
            let waits = state.withLock { state in
                if state.isBusy { state.waiters.append(waiter) }
                return state.isBusy
            }
            if !waits { waiter.resume() }
        }
    }
}
