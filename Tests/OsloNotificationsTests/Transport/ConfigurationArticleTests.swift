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
                if case .choice(let words) = option.kind {
                    for word in words { #expect(row[1].contains("`\(word)`"), "\(option.key)") }
                }
            }
        }
        #expect(documented == ConfigurationOption.all.count)
    }
}
