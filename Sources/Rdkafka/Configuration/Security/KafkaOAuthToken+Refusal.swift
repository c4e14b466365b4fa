// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaOAuthToken {
    /// Why librdkafka would not take the token; nil where it would. Says nothing of the token's text: librdkafka's own
    /// words for it quote that.
    ///
    /// The characters are those that RFC 7628, section 3.1, has for values.
    func refusal(at now: Int64 = WallClock.milliseconds) -> String? {
        if value.isEmpty { return "the token is empty" }
        if let place = Self.placeOfForbidden(value) {
            return "the token has a character at byte \(place) that is not allowed; allowed: \(Self.allowed)"
        }
        if principal.utf8.contains(0) { return "the token's principal has a NUL character" }
        if expiry <= now { return "the token ended \(now.subtractingReportingOverflow(expiry).partialValue) ms ago" }
        for (name, value) in extensions.sorted(by: { $0.key < $1.key }) {
            if name == "auth" { return "the token's extension auth is reserved" }
            if name.isEmpty || !name.utf8.allSatisfy(Self.isLetter) {
                return "the token's extension \(name.debugDescription) has a wrong name; allowed: letters of ASCII"
            }
            if value.isEmpty || Self.placeOfForbidden(value) != nil {
                return "the token's extension \(name) is empty or has a character that is not allowed; "
                    + "allowed: \(Self.allowed)"
            }
        }
        return nil
    }

    private static let allowed = "visible characters of ASCII, space, tab, CR and LF"

    private static func placeOfForbidden(_ text: String) -> Int? {
        text.utf8.enumerated().first { !(0x20...0x7e).contains($1) && ![0x09, 0x0a, 0x0d].contains($1) }?.offset
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5a).contains(byte & ~0x20)
    }
}
