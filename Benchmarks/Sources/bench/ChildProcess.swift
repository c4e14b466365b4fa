// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Glibc

/// A program that was started, with pipes to its input and from its output. Its errors go where ours do.
final class ChildProcess {
    /// What a program did until its end.
    struct Outcome {
        let lastLine: String
        /// User and system time of the whole process, in seconds.
        let processorTime: Double
    }

    let id: pid_t
    private let name: String
    private var input: CInt
    private let output: CInt
    private var received: [UInt8] = []
    private var isReaped = false

    init(_ path: String, _ arguments: [String], environment: [String] = []) throws(BenchError) {
        let toChild = try Self.makePipe()
        let fromChild = try Self.makePipe()
        defer {
            close(toChild.read)
            close(fromChild.write)
        }
        name = path.split(separator: "/").last.map(String.init) ?? path
        id = try Self.spawn(path, arguments, environment, input: toChild.read, output: fromChild.write)
        input = toChild.write
        output = fromChild.read
    }

    deinit {
        closeInput()
        close(output)
        if !isReaped {
            kill(id, SIGKILL)
            waitpid(id, nil, 0)
        }
    }

    func write(_ text: String) throws(BenchError) {
        let bytes = Array(text.utf8)
        guard Glibc.write(input, bytes, bytes.count) == bytes.count else { throw BenchError("\(name) has ended") }
    }

    func closeInput() {
        if input >= 0 { close(input) }
        input = -1
    }

    /// The next line that the program prints.
    func readLine(timeout seconds: Double) throws(BenchError) -> String {
        let deadline = Clock.now + seconds
        while true {
            if let end = received.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: received[..<end], as: UTF8.self)
                received.removeSubrange(...end)
                return line
            }
            guard try read(until: deadline) else { throw BenchError("\(name) ended without a word") }
        }
    }

    /// Reads to the program's end and waits for it. A program that fails or takes too long is an error.
    func finish(timeout seconds: Double) throws(BenchError) -> Outcome {
        let deadline = Clock.now + seconds
        while try read(until: deadline) {}
        var status: CInt = 0
        var usage = rusage()
        guard wait4(id, &status, 0, &usage) == id else {
            throw BenchError("\(name): \(String(cString: strerror(errno)))")
        }
        isReaped = true
        guard status == 0 else {
            let signal = status & 0x7f
            throw BenchError("\(name) \(signal == 0 ? "failed with \(status >> 8)" : "was ended by signal \(signal)")")
        }
        let lines = String(decoding: received, as: UTF8.self).split(separator: "\n")
        let time = Clock.seconds(usage.ru_utime) + Clock.seconds(usage.ru_stime)
        return Outcome(lastLine: lines.last.map(String.init) ?? "", processorTime: time)
    }

    /// `false` at the end of the program's output.
    private func read(until deadline: Double) throws(BenchError) -> Bool {
        var descriptor = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
        let milliseconds = CInt(max(0, (deadline - Clock.now) * 1000))
        guard poll(&descriptor, 1, milliseconds) > 0 else { throw BenchError("\(name) did not end in time") }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let length = Glibc.read(output, &buffer, buffer.count)
        received.append(contentsOf: buffer.prefix(max(0, length)))
        return length > 0
    }

    private static func makePipe() throws(BenchError) -> (read: CInt, write: CInt) {
        var ends: [CInt] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else { throw BenchError("no pipe: \(String(cString: strerror(errno)))") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private static func spawn(
        _ path: String,
        _ arguments: [String],
        _ environment: [String],
        input: CInt,
        output: CInt
    ) throws(BenchError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)

        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
        var settings: [UnsafeMutablePointer<CChar>?] = (Environment.all + environment).map { strdup($0) }
        defer { for word in words + settings { free(word) } }
        words.append(nil)
        settings.append(nil)

        var id: pid_t = 0
        let failure = posix_spawnp(&id, path, &actions, nil, words, settings)
        guard failure == 0 else { throw BenchError("\(path): \(String(cString: strerror(failure)))") }
        return id
    }
}
