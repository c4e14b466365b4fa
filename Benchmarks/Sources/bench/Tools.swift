// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Glibc

/// The programs that are built with this one and lie beside it.
enum Tools {
    static func path(_ name: String) -> String {
        "\(directory)/\(name)"
    }

    static func exists(_ path: String) -> Bool {
        access(path, R_OK) == 0
    }

    /// Runs a command of the C program that measures nothing.
    static func cbench(_ arguments: [String], _ properties: [String] = []) throws(BenchError) {
        let arguments = arguments + properties.flatMap { ["-X", $0] }
        _ = try ChildProcess(path("cbench"), arguments).finish(timeout: 180)
    }

    private static let directory: String = {
        var buffer = [CChar](repeating: 0, count: 4096)
        let length = readlink("/proc/self/exe", &buffer, buffer.count)
        let path = String(decoding: buffer.prefix(max(0, length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        return path.split(separator: "/").dropLast().map { "/\($0)" }.joined()
    }()
}
