// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import TestSupport
import Testing

/// What the compiler has to refuse: the bytes of a record outside the scope of that record.
@Suite(.timeLimit(.minutes(1))) struct BorrowedBytesTests {
    private static let leaks: [(code: String, error: String)] = [
        ("func leak(_ batch: ConsumerRecordBatch) -> RawSpan? { batch[0].valueSpan }", "cannot return a ~Escapable"),
        (
            """
            func outlive(_ batch: ConsumerRecordBatch) -> Int {
                var kept: RawSpan?
                do {
                    let record = batch[0]
                    kept = record.keySpan
                }
                return kept?.byteCount ?? 0
            }
            """, "escapes its scope"
        ),
        (
            """
            func send(_ record: ConsumerRecord) {
                let span = record.valueSpan
                Task.detached { _ = span?.byteCount }
            }
            """, "escapes its scope"
        ),
        ("final class Holder { var span: RawSpan? }", "~Escapable"),
    ]

    @Test(arguments: leaks)
    func bytesOutsideTheScopeOfTheirRecordDoNotCompile(code: String, error: String) async throws {
        let result = try await compile(code)
        #expect(!result.succeeded)
        let lines = result.errorText.split(separator: "\n")
        #expect(lines.contains { $0.contains("error:") && $0.contains(error) }, "\(result.errorText)")
    }

    @Test func insideItTheyDo() async throws {
        let result = try await compile(
            "func length(_ record: ConsumerRecord) -> Int { record.valueSpan?.byteCount ?? 0 }")
        #expect(result.succeeded, "\(result.errorText)")
    }

    /// Compiles code that imports the module which this test was built with. To the end: lifetimes are not looked at when
    /// types are checked.
    private func compile(_ code: String) async throws -> SubprocessResult {
        let header = try await Subprocess.run("/usr/bin/env", ["pkg-config", "--cflags-only-I", "rdkafka"]).outputText
        let library = header.split(whereSeparator: \.isWhitespace).flatMap { ["-Xcc", String($0)] }
        return try await Subprocess.run(
            "/usr/bin/env",
            [
                "swiftc", "-emit-sil", "-swift-version", "6", "-o", "/dev/null", "-",
                "-I", "\(BuiltProducts.directory)/Modules",
                "-I", "\(BuiltProducts.packageDirectory)/Modulemaps/CRdkafka",
            ] + library, input: Array("import Rdkafka\n\(code)\n".utf8))
    }
}
