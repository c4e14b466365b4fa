// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import Testing

/// The documentation's list of hazards, held against the tests that there are.
@Suite struct HazardListTests {
    private let root: URL

    init() {
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        self.root = root
    }

    @Test("Every hazard is in the list, and has a test with its number where the list says so")
    func everyHazardIsListed() throws {
        let article = try String(
            contentsOf: root.appending(path: "Sources/Rdkafka/Rdkafka.docc/Hazards.md"), encoding: .utf8)
        let tested = try numbersOfTests()
        for number in 1...30 {
            let row = try #require(article.split(separator: "\n").first { $0.hasPrefix("| H\(number) |") })
            let saysTested = row.hasSuffix("| tested |")
            if saysTested {
                #expect(tested.contains(number), "H\(number) has no test")
            } else {
                #expect(["by shape", "does not apply", "said here"].contains { row.hasSuffix("| \($0) |") })
            }
        }
    }

    /// The numbers that names of tests begin with.
    private func numbersOfTests() throws -> Set<Int> {
        var numbers: Set<Int> = []
        let files = FileManager.default.enumerator(at: root.appending(path: "Tests"), includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                guard let name = line.firstRange(of: "@Test(\"H").map({ line[$0.upperBound...] }),
                    let colon = name.firstIndex(of: ":")
                else { continue }
                for part in "H\(name[..<colon])".split(separator: ",") {
                    let text = part.trimmingCharacters(in: .whitespaces)
                    if let number = Int(text.dropFirst()) { numbers.insert(number) }
                }
            }
        }
        return numbers
    }
}
