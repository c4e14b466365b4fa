// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import Foundation
import Rdkafka

/// Another program, run by a test: its input written, its outputs collected and its end awaited on threads of its
/// own, so that no task's thread is blocked.
public final class Subprocess: Sendable {
    private struct State {
        var exit: SubprocessResult.Exit?
        var waiters: [CheckedContinuation<SubprocessResult.Exit, Never>] = []
    }

    /// The program's process identifier.
    public let processIdentifier: Int32
    /// What the program has written to its standard output so far.
    public let standardOutput = CollectedOutput()
    /// What the program has written to its standard error so far.
    public let standardError = CollectedOutput()
    private let input: PipeWriter
    private let endingSignal: Int32
    private let state = Lock(State())

    private init(
        path: String, arguments: [String], environment: [String: String?], endingSignal: Int32
    ) throws(SubprocessError) {
        self.endingSignal = endingSignal
        let spawned = try SpawnedProcess.start(path: path, arguments: arguments, environment: environment)
        processIdentifier = spawned.processIdentifier
        input = PipeWriter(descriptor: spawned.input)
        Self.collect(spawned.output, into: standardOutput)
        Self.collect(spawned.error, into: standardError)
        Thread.detachNewThread { self.awaitExit() }
    }

    /// Runs a program to its end.
    ///
    /// Cancellation ends it.
    ///
    /// - Parameters:
    ///   - environment: What to change in this process's environment; nil removes a variable.
    ///   - input: All of the program's standard input.
    ///   - endingSignal: What cancellation sends to the program; one that cleans up after itself is sent SIGTERM.
    public static func run(
        _ path: String, _ arguments: [String] = [], environment: [String: String?] = [:], input: [UInt8] = [],
        endingSignal: Int32 = SIGKILL
    ) async throws -> SubprocessResult {
        try await withProcess(path, arguments, environment: environment, endingSignal: endingSignal) { process in
            process.write(input)
            process.closeInput()
            return await process.result()
        }
    }

    /// Starts a program and ends it with the body: where it still runs then, or when the task is cancelled, it is sent
    /// `endingSignal`.
    public static func withProcess<Result>(
        _ path: String, _ arguments: [String] = [], environment: [String: String?] = [:],
        endingSignal: Int32 = SIGKILL, _ body: (Subprocess) async throws -> Result
    ) async throws -> Result {
        let process = try Subprocess(
            path: path, arguments: arguments, environment: environment, endingSignal: endingSignal)
        return try await withTaskCancellationHandler {
            do {
                let result = try await body(process)
                await process.stop()
                return result
            } catch {
                await process.stop()
                throw error
            }
        } onCancel: {
            process.send(endingSignal)
        }
    }

    /// Sends a signal; to a program that has ended, nothing.
    public func send(_ signal: Int32) {
        state.withLock { state in
            if state.exit == nil { kill(processIdentifier, signal) }
        }
    }

    /// Hands bytes to the program's standard input, in order; returns at once.
    public func write(_ bytes: [UInt8]) { input.append(bytes) }

    /// The end of the program's standard input, after all that was written.
    public func closeInput() { input.finish() }

    /// Waits for the program's end.
    public func wait() async -> SubprocessResult.Exit {
        await withCheckedContinuation { continuation in
            let exit = state.withLock { state in
                if state.exit == nil { state.waiters.append(continuation) }
                return state.exit
            }
            if let exit { continuation.resume(returning: exit) }
        }
    }

    /// Waits for the program's end and that of its outputs.
    public func result() async -> SubprocessResult {
        let exit = await wait()
        await standardOutput.end()
        await standardError.end()
        return SubprocessResult(
            exit: exit, standardOutput: standardOutput.bytes, standardError: standardError.bytes)
    }

    private func stop() async {
        send(endingSignal)
        closeInput()
        _ = await wait()
    }

    /// Looks without reaping first: a process identifier that is reaped may be another's before a signal is sent to it.
    private func awaitExit() {
        var information = siginfo_t()
        while waitid(P_PID, id_t(processIdentifier), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        var status: Int32 = 0
        let (exit, waiters) = state.withLock { state in
            while waitpid(processIdentifier, &status, 0) == -1, errno == EINTR {}
            let signal = status & 0x7f
            let exit: SubprocessResult.Exit = signal == 0 ? .code((status >> 8) & 0xff) : .signal(signal)
            state.exit = exit
            defer { state.waiters = [] }
            return (exit, state.waiters)
        }
        for waiter in waiters { waiter.resume(returning: exit) }
    }

    private static func collect(_ descriptor: Int32, into output: CollectedOutput) {
        Thread.detachNewThread {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = read(descriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { break }
                output.append(buffer[..<count])
            }
            close(descriptor)
            output.finish()
        }
    }
}
