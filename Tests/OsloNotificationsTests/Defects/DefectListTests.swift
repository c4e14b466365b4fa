// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import Testing

/// The documentation's list of defects, held against the tests that there are.
@Suite struct DefectListTests {
    private let root: URL

    init() {
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        self.root = root
    }

    @Test("Every defect is in the list, and has a test with its number where the list says so")
    func everyDefectIsListed() throws {
        let article = try String(
            contentsOf: root.appending(path: "Sources/OsloNotifications/OsloNotifications.docc/Defects.md"),
            encoding: .utf8)
        let tested = try numbersOfTests()
        for number in 1...35 {
            let rows = article.split(separator: "\n").filter { $0.hasPrefix("| D\(number) |") }
            try #require(rows.count == 1)
            if rows[0].hasSuffix("| tested |") {
                #expect(tested.contains(number), "D\(number) has no test")
            } else {
                #expect(["by shape", "does not apply", "said here"].contains { rows[0].hasSuffix("| \($0) |") })
            }
        }
    }

    /// The numbers that names of tests begin with, such as `"D15, D29: …"`.
    private func numbersOfTests() throws -> Set<Int> {
        var numbers: Set<Int> = []
        let files = FileManager.default.enumerator(at: root.appending(path: "Tests"), includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            for (index, line) in lines.enumerated() {
                // The name may stand on a line of its own, or be that of the function.
                let isName = line.contains("@Test(\"") || index > 0 && lines[index - 1].hasSuffix("@Test(")
                guard isName || line.contains("func `D"),
                    let name = (line.firstRange(of: "\"D") ?? line.firstRange(of: "`D")).map({ line[$0.upperBound...] }
                    ),
                    let colon = name.firstIndex(of: ":")
                else { continue }
                for part in "D\(name[..<colon])".split(separator: ",") {
                    let text = part.trimmingCharacters(in: .whitespaces)
                    if text.first == "D", let number = Int(text.dropFirst()) { numbers.insert(number) }
                }
            }
        }
        return numbers
    }
}
