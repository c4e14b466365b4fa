// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Glibc

extension LogRecord {
    /// The payload of oslo.messaging's `logrecord` notifications: its members and their order. `exc_info` is the error's
    /// text, where Python sends a list with the address of a traceback.
    public var payload: JSONValue {
        [
            "name": .string(name),
            "levelno": .integer(Int64(level.rawValue)),
            "levelname": .string(level.name),
            "exc_info": error.map(JSONValue.string) ?? nil,
            "pathname": .string(file),
            "lineno": .integer(Int64(line)),
            "msg": .string(message),
            "funcName": .string(function),
            "thread": JSONValue(pthread_self()),
            "processName": .string(Self.processName),
            "process": .integer(Int64(getpid())),
            "extra": extra,
        ]
    }

    private static let processName: String = {
        let path = CommandLine.arguments.first ?? ""
        return path.split(separator: "/").last.map(String.init) ?? ""
    }()
}
