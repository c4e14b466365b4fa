// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Reads notifications from standard input, a JSON object a line. Lines of white space alone are passed over.
final class LineReader: InputSource {
    private struct State {
        var buffer = LineBuffer()
        var line = 0
    }

    /// So many that the costs of a batch are small for each of them.
    private static let batchLimit = 500
    private static let byteLimit = 512 * 1024

    private let format: LineFormat
    private let state = Lock(State())

    init(_ format: LineFormat) {
        self.format = format
    }

    /// The lines that have come since, at least one; nil at the end. For one task.
    ///
    /// - Throws: `inputOutput` when standard input can't be read.
    func next() async throws(CommandFailure) -> InputBatch? {
        try await StandardInput.onThread { () throws(DescriptorError) in
            try self.state.withLock { state throws(DescriptorError) in
                while true {
                    let batch = self.takeLines(&state)
                    if batch.count > 0 { return batch }
                    if state.buffer.isAtEnd { return nil }
                    try state.buffer.fill(StandardInput.readChunk)
                }
            }
        }
    }

    /// As many as are complete, up to a batch.
    private func takeLines(_ state: inout State) -> InputBatch {
        var batch = InputBatch()
        var bytes = 0
        while batch.count < Self.batchLimit, bytes < Self.byteLimit, let range = state.buffer.nextLine() {
            state.line += 1
            bytes += range.count
            let line = state.buffer.bytes.span.extracting(range)
            if line.isWhiteSpace { continue }
            do {
                batch.notifications.append(InputNotification(message: try format.message(line), line: state.line))
            } catch {
                batch.refusals.append(error.on(state.line))
            }
        }
        return batch
    }
}

extension Span<UInt8> {
    fileprivate var isWhiteSpace: Bool {
        for index in indices where ![0x20, 0x09, 0x0D].contains(self[index]) { return false }
        return true
    }
}
