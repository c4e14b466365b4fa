// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What keeps a test from having a Kafka of its own.
public enum PrivateKafkaError: Error, CustomStringConvertible {
    /// `Scripts/kafka` failed; the text is what it wrote to its standard error.
    case script(_ command: String, _ text: String)
    /// Somebody else took the port between the end and the new start; the broker has another address now.
    case movedTo(_ address: String)

    /// What happened, with the script's own words.
    public var description: String {
        switch self {
        case .script(let command, let text): "Scripts/kafka \(command) failed: \(text)"
        case .movedTo(let address): "the broker's port was taken meanwhile; it is at \(address) now"
        }
    }
}
