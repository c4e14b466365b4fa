// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension JSONWriter {
    mutating func write(_ id: MessageID) {
        switch id.storage {
        case .uuid(let uuid):
            writeQuote()
            uuid.write(to: &buffer)
            writeQuote()
        case .text(let text): write(text)
        }
    }

    mutating func write(_ timestamp: MessageTimestamp) {
        switch timestamp {
        case .instant(let instant):
            writeQuote()
            buffer.write(messageForm: instant)
            writeQuote()
        case .text(let text): write(text)
        }
    }
}
