// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Where the properties that are given to librdkafka are other than those that oslo.messaging gives it.
public enum PropertyDifferences {
    /// The reason for each name; all others are the same.
    public static let reasons = [
        "sasl.mechanism":
            "given where somebody logs in: librdkafka warns of it for each client whose protocol has no login",
        "enable.auto.commit":
            "D1: Python commits after each poll, here librdkafka commits in the background what was handled",
        "default.topic.config":
            "D1: a new group begins with the oldest record, and auto.offset.reset is a property like others",
    ]

    /// Whether a property is the same on both sides. What Python gives as nothing, or as an empty text, is not set here.
    ///
    /// - Parameters:
    ///   - name: the property's name.
    ///   - ours: its value; nil where it is not set.
    ///   - text: Python's value, where that is a text.
    ///   - number: Python's value, where that is a number.
    ///   - flag: Python's value, where that is true or false.
    public static func isSame(_ name: String, _ ours: String?, text: String?, number: Double?, flag: Bool?) -> Bool {
        if reasons[name] != nil { return true }
        if let flag { return ours == "\(flag)" }
        if let number { return ours.flatMap(Double.init) == number }
        // Python writes None for a port that it doesn't find.
        let text = name == "bootstrap.servers" ? text?.replacing("None", with: "9092") : text
        return (ours ?? "") == text ?? ""
    }
}
