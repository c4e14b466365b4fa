// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// How sending went.
struct SendReport: Sendable {
    let end: SendEnd
    let sent: Int
    let acknowledged: Int
    let failed: Int
    /// Of those that failed: how many were handed over.
    let undelivered: Int

    init(_ end: SendEnd, _ tally: borrowing SendTally) {
        self.end = end
        sent = tally.sent
        acknowledged = tally.acknowledged
        failed = tally.failed
        undelivered = tally.undelivered
    }

    /// The line for standard error.
    var summary: String {
        "sent \(sent), acknowledged \(acknowledged), failed \(failed)"
    }

    var exitCode: ExitCode {
        switch end {
        case .inputEnded(let failure?) where failure.code != .success: failure.code
        case .signal(let number): .signal(number)
        case .silence: .temporary
        case .inputEnded: undelivered > 0 ? .temporary : failed > 0 ? .data : .success
        }
    }
}
