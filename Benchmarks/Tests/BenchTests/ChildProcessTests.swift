// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import bench

@Suite struct ChildProcessTests {
    @Test func theLastLineIsTheResult() throws {
        let process = try ChildProcess("/bin/sh", ["-c", "echo one; echo two"])
        #expect(try process.finish(timeout: 30).lastLine == "two")
    }

    @Test func linesGoBothWays() throws {
        let process = try ChildProcess("/bin/cat", [])
        try process.write("hello\n")
        #expect(try process.readLine(timeout: 30) == "hello")
        process.closeInput()
        _ = try process.finish(timeout: 30)
    }

    @Test func theEnvironmentIsPassedOn() throws {
        let process = try ChildProcess("/bin/sh", ["-c", "echo $BENCH_TEST"], environment: ["BENCH_TEST=yes"])
        #expect(try process.finish(timeout: 30).lastLine == "yes")
    }

    @Test func aFailureIsAnErrorWithItsStatus() throws {
        let process = try ChildProcess("/bin/sh", ["-c", "exit 3"])
        let error = #expect(throws: BenchError.self) { try process.finish(timeout: 30) }
        #expect(error?.description == "sh failed with 3")
    }

    @Test func aProgramThatDoesNotEndIsGivenUp() throws {
        let process = try ChildProcess("/bin/sleep", ["600"])
        let error = #expect(throws: BenchError.self) { try process.finish(timeout: 0.05) }
        #expect(error?.description == "sleep did not end in time")
    }

    @Test func aProgramThatIsNotThereIsNamed() {
        let error = #expect(throws: BenchError.self) { try ChildProcess("/nowhere/tool", []) }
        #expect(error?.description.hasPrefix("/nowhere/tool: ") == true)
    }
}
