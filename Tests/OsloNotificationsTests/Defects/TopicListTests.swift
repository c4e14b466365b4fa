// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import Testing

/// The documentation's first page, held against the module's sources.
@Suite struct TopicListTests {
    @Test func `every public type of the module is under a topic`() throws {
        var sources = URL(filePath: #filePath)
        for _ in 0..<4 { sources.deleteLastPathComponent() }
        sources.append(path: "Sources/OsloNotifications")
        let page = try String(
            contentsOf: sources.appending(path: "OsloNotifications.docc/OsloNotifications.md"), encoding: .utf8)
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var count = 0
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for line in text.split(separator: "\n") where line.hasPrefix("public ") {
                guard let match = line.firstMatch(of: #/^public (?:final )?(?:struct|class|enum|protocol) (\w+)/#)
                else {
                    continue
                }
                count += 1
                #expect(page.contains("\n- ``\(match.1)``\n"), "\(match.1)")
            }
        }
        #expect(count > 50)
    }
}
