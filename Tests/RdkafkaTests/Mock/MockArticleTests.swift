// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import Testing

@Suite struct MockArticleTests {
    private func lines(_ path: String) throws -> [String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        return try String(contentsOf: root.appending(path: path), encoding: .utf8)
            .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    @Test("What the article about tests without a broker shows is what is compiled")
    func article() throws {
        var shown: [String] = []
        var isCode = false
        for line in try lines("Sources/RdkafkaTesting/RdkafkaTesting.docc/TestWithoutABroker.md") {
            if line.hasPrefix("```") { isCode.toggle() } else if isCode { shown.append(line) }
        }
        var compiled: [String] = []
        var isShown = false
        for line in try lines("Snippets/TestWithoutABroker.swift") {
            if line.hasPrefix("// snippet.") {
                isShown = line != "// snippet.end"
            } else if isShown {
                compiled.append(line)
            }
        }
        #expect(!shown.isEmpty)
        #expect(shown == compiled)
    }
}
