// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import Rdkafka

/// What a program writes to one of its outputs, collected as it comes, for any number of tasks to wait on.
public final class CollectedOutput: Sendable {
    private struct Waiter {
        /// Looks at all lines so far; resumes its task and returns true when it has found what it waits for, or at
        /// the end of the output.
        let offer: @Sendable (_ lines: [String], _ hasEnded: Bool) -> Bool
    }

    private struct State {
        var bytes: [UInt8] = []
        var lines: [String] = []
        var lineStart = 0
        var searched = 0
        var hasEnded = false
        var waiters: [UInt64: Waiter] = [:]
        var nextWaiter: UInt64 = 0

        mutating func splitLines() {
            while let feed = bytes.firstLineFeed(from: searched) {
                lines.append(String(decoding: bytes[lineStart..<feed], as: UTF8.self))
                lineStart = feed + 1
                searched = lineStart
            }
            searched = bytes.count
        }
    }

    private let state = Lock(State())

    /// All bytes so far.
    public var bytes: [UInt8] { state.withLock { $0.bytes } }

    /// All bytes so far, as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// All lines so far, without their line feeds; an unfinished last line is not among them.
    public var lines: [String] { state.withLock { $0.lines } }

    /// Waits until `find` returns a value for the lines so far. It is asked again whenever more have come.
    ///
    /// - Throws: ``SubprocessError/outputEnded(output:)`` when the output ends first or the task is cancelled.
    public func waitForLines<Found: Sendable>(
        _ find: @escaping @Sendable ([String]) -> Found?
    ) async throws(SubprocessError) -> Found {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        let found = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Found?, Never>) in
                let waiter = Waiter { lines, hasEnded in
                    let found = find(lines)
                    guard found != nil || hasEnded else { return false }
                    continuation.resume(returning: found)
                    return true
                }
                state.withLock { state in
                    if !waiter.offer(state.lines, state.hasEnded || Task.isCancelled) { state.waiters[id] = waiter }
                }
            }
        } onCancel: {
            state.withLock { state in
                _ = state.waiters.removeValue(forKey: id)?.offer(state.lines, true)
            }
        }
        guard let found else { throw .outputEnded(output: text) }
        return found
    }

    /// Waits for a line that contains `text`, and returns the first such line.
    @discardableResult
    public func line(containing text: String) async throws(SubprocessError) -> String {
        try await waitForLines { lines in lines.first { $0.contains(text) } }
    }

    /// Waits until there are `count` lines, and returns all there are by then.
    @discardableResult
    public func lines(atLeast count: Int) async throws(SubprocessError) -> [String] {
        try await waitForLines { lines in lines.count >= count ? lines : nil }
    }

    /// Waits for the end of the output: until no process has it open any more.
    public func end() async {
        _ = try? await waitForLines { _ in Never?.none }
    }

    func append(_ more: some Collection<UInt8>) {
        state.withLock { state in
            state.bytes.append(contentsOf: more)
            state.splitLines()
            let lines = state.lines
            state.waiters = state.waiters.filter { !$0.value.offer(lines, false) }
        }
    }

    func finish() {
        state.withLock { state in
            state.hasEnded = true
            for waiter in state.waiters.values { _ = waiter.offer(state.lines, true) }
            state.waiters = [:]
        }
    }
}

extension [UInt8] {
    /// In one call: tests are built without optimisation, and outputs may be large.
    fileprivate func firstLineFeed(from start: Int) -> Int? {
        withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, start < bytes.count,
                let found = memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }
}
