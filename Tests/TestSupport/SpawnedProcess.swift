// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import Rdkafka

/// A process just started by posix_spawn, and this side's ends of its three pipes.
struct SpawnedProcess {
    let processIdentifier: pid_t
    let input: Int32
    let output: Int32
    let error: Int32

    /// One at a time: a program started between the making of another's pipes and their marking as close-on-exec
    /// would keep them open.
    private static let spawning = Lock(())

    static func start(
        path: String, arguments: [String], environment: [String: String?]
    ) throws(SubprocessError) -> SpawnedProcess {
        try spawning.withLock { _ throws(SubprocessError) in
            try SpawnedProcess(path: path, arguments: arguments, environment: environment)
        }
    }

    private init(path: String, arguments: [String], environment changes: [String: String?]) throws(SubprocessError) {
        let input = try Pipe(for: path)
        let output = try Pipe(for: path)
        let error = try Pipe(for: path)

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input.reading, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output.writing, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, error.writing, STDERR_FILENO)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The program starts with no signal blocked, whatever the thread that happens to run this has.
        var noSignals = sigset_t()
        sigemptyset(&noSignals)
        posix_spawnattr_setsigmask(&attributes, &noSignals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

        var variables = ProcessInfo.processInfo.environment
        for (name, value) in changes { variables[name] = value }
        let environment = variables.map { "\($0)=\($1)" }
        var identifier: pid_t = 0
        let failure = withCStrings([path] + arguments) { arguments in
            withCStrings(environment) { environment in
                posix_spawnp(&identifier, path, &actions, &attributes, arguments, environment)
            }
        }
        for descriptor in [input.reading, output.writing, error.writing] { close(descriptor) }
        guard failure == 0 else {
            for descriptor in [input.writing, output.reading, error.reading] { close(descriptor) }
            throw .notStarted(path: path, reason: String(cString: strerror(failure)))
        }
        processIdentifier = identifier
        self.input = input.writing
        self.output = output.reading
        self.error = error.reading
    }
}

private struct Pipe {
    let reading: Int32
    let writing: Int32

    init(for path: String) throws(SubprocessError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw .notStarted(path: path, reason: String(cString: strerror(errno)))
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reading, writing) = (ends[0], ends[1])
    }
}

private func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
    let copies = strings.map { strdup($0) } + [nil]
    defer { for copy in copies { free(copy) } }
    return body(copies)
}
