// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Sends something for each line of standard input, in order, many at a time, and counts what becomes of each.
package struct LineSender: Sendable {
    private static let mostOutstanding = 1000
    /// How many failures are told one by one, which usually share a cause.
    private static let mostFailuresTold = 10

    private let program: String
    private var acknowledged = 0
    private var refused = 0
    private var undelivered = 0
    private var lines = StandardLines()
    /// Why standard input was not read to its end.
    private var failure: CommandFailure?

    package init(program: String) {
        self.program = program
    }

    /// Reads to the end, or until something could not be delivered, and waits until everything has its answer.
    ///
    /// - Parameters:
    ///   - make: what to send for a line.
    ///   - send: returns when the broker has it; throws `data` for what it will never take.
    package consuming func run<Message: Sendable>(
        _ make: (InputLine) throws -> Message,
        send: @escaping @Sendable (Message) async throws(CommandFailure) -> Void
    ) async -> ExitCode {
        await withTaskGroup(of: (line: Int, failure: CommandFailure?).self) { group in
            var outstanding = 0
            var number = 0
            while undelivered == 0, let bytes = nextLine() {
                number += 1
                let line = InputLine(number: number, bytes: bytes)
                if line.isBlank { continue }
                let message: Message
                do {
                    message = try make(line)
                } catch {
                    refused += 1
                    Output.say("\(program): line \(number): \(error)")
                    continue
                }
                if outstanding == Self.mostOutstanding, let answer = await group.next() {
                    outstanding -= 1
                    note(answer)
                }
                outstanding += 1
                // Immediate: it has been handed over when this returns, so that the order is that of the lines.
                group.addImmediateTask { [number] in
                    do throws(CommandFailure) {
                        try await send(message)
                        return (number, nil)
                    } catch {
                        return (number, error)
                    }
                }
            }
            for await answer in group { note(answer) }
        }
        Output.say("sent \(acknowledged + undelivered), acknowledged \(acknowledged), failed \(undelivered + refused)")
        if let failure {
            Output.say("\(program): \(failure.message)")
            return failure.code
        }
        return undelivered > 0 ? .temporary : refused > 0 ? .data : .success
    }

    private mutating func nextLine() -> [UInt8]? {
        do throws(CommandFailure) {
            return try lines.next()
        } catch {
            failure = error
            return nil
        }
    }

    private mutating func note(_ answer: (line: Int, failure: CommandFailure?)) {
        guard let failure = answer.failure else {
            acknowledged += 1
            return
        }
        if failure.code == .data { refused += 1 } else { undelivered += 1 }
        if undelivered <= Self.mostFailuresTold || failure.code == .data {
            Output.say("\(program): line \(answer.line): \(failure.message)")
        }
    }
}
