// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension Bool {
    /// Of a property's value, as librdkafka reads it; nil for what it refuses.
    init?(librdkafka text: String) {
        switch text.lowercased() {
        case "true", "t", "1": self = true
        case "false", "f", "0": self = false
        default: return nil
        }
    }
}
