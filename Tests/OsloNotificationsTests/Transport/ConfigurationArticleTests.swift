// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import Testing

@testable import OsloNotifications

@Suite struct ConfigurationArticleTests {
    private static let article = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/OsloNotifications/OsloNotifications.docc/Configuration.md")

    @Test func `the article has every option with its default and its choices, and none else`() throws {
        let text = try String(contentsOf: Self.article, encoding: .utf8)
        var documented = 0
        for section in ConfigurationOption.Section.allCases {
            let part = try #require(
                text.components(separatedBy: "## Options of \(section.rawValue)\n").dropFirst().first)
            let rows = (part.components(separatedBy: "\n## ").first ?? "").split(separator: "\n")
                .filter { $0.hasPrefix("| `") }.map { $0.components(separatedBy: " | ") }
            documented += rows.count
            for option in ConfigurationOption.all where option.section == section {
                let row = try #require(rows.first { $0.first == "| `\(option.name)`" }, "\(option.key)")
                let standard = option.defaultValue.isEmpty ? "none" : "`\(option.defaultValue)`"
                #expect(row[2].trimmingCharacters(in: .whitespaces) == standard, "\(option.key)")
                for word in Self.allowed(option) { #expect(row[1].contains(word), "\(option.key)") }
                for word in Self.said(option) { #expect(row[3].contains(word), "\(option.key)") }
            }
        }
        #expect(documented == ConfigurationOption.all.count)
    }

    private static func allowed(_ option: ConfigurationOption) -> [String] {
        switch option.kind {
        case .choice(let words): words.map { "`\($0)`" }
        case .boolean: ["true", "1", "on", "yes", "false", "0", "off", "no"].map { "`\($0)`" }
        case .integer(let range): ["an integer from \(range.lowerBound) to \(range.upperBound)"]
        case .number(let range): ["from \(Int(range.lowerBound)) to \(Int(range.upperBound))"]
        case .nonEmptyText: ["any text that is not empty"]
        case .list, .text: []
        }
    }

    /// What the option's own help says and the article has to say, too.
    private static func said(_ option: ConfigurationOption) -> [String] {
        var words = option.help.matches(of: #/\(([a-z]+(?:\.[a-z]+)+)\)/#).map { "`\($0.1)`" }
        if option.help.contains("no effect") { words.append("No effect") }
        if option.name == "driver" {
            words += DriverRegistry.standard.names.map { "`\($0)`" }
        }
        if option.help.contains("YAML") { words.append("YAML") }
        return words
    }
}
