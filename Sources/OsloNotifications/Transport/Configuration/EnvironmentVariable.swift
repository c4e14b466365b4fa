// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

@preconcurrency internal import Glibc

/// Environment variables as oslo.config names them: `OS_<SECTION>__<OPTION>`.
enum EnvironmentVariable {
    private static let prefix = "OS_"

    /// What a variable says; `nil` for one that is not named so.
    static func entry(_ name: String, _ value: String) -> ConfigurationEntry? {
        guard name.hasPrefix(prefix), let (section, option) = Substring(name).dropFirst(prefix.count).cut(at: "__"),
            !section.isEmpty, !option.isEmpty, name == name.uppercased()
        else { return nil }
        let location = "environment variable \(name)"
        let lowercased = option.lowercased()
        let key =
            switch section {
            case "DEFAULT": "DEFAULT.\(lowercased)"
            // No property of librdkafka that can be set by a text has a _ in its name, but for one that sorts messages.
            case "RDKAFKA": ConfigurationKey.rdkafkaPrefix + String(lowercased.map { $0 == "_" ? "." : $0 })
            default: "\(section.lowercased()).\(lowercased)"
            }
        return ConfigurationEntry(key: key, text: value, location: location)
    }

    /// Those of this process.
    static func all() -> [String: String] {
        var variables: [String: String] = [:]
        // Nil only in C's rules, and not in every version of its declaration.
        let start: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = environ
        guard var next = start else { return variables }
        while let entry = next.pointee {
            if let (name, value) = Substring(String(cString: entry)).cut(at: "=") {
                variables[String(name)] = String(value)
            }
            next += 1
        }
        return variables
    }
}

extension Substring {
    /// What is before and after the first `delimiter`, of two ASCII characters; `nil` without one.
    fileprivate func cut(at delimiter: String) -> (before: Substring, after: Substring)? {
        var index = utf8.startIndex
        let width = delimiter.utf8.count
        while let end = utf8.index(index, offsetBy: width, limitedBy: utf8.endIndex) {
            if utf8[index..<end].elementsEqual(delimiter.utf8) { return (self[..<index], self[end...]) }
            index = utf8.index(after: index)
        }
        return nil
    }
}
