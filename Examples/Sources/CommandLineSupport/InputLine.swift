// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

package import OpenStackMessages
package import OsloNotifications

/// A line of standard input, and its number, counted from 1.
package struct InputLine: Sendable {
    let number: Int
    let bytes: [UInt8]

    /// Whether there is nothing on it.
    var isBlank: Bool { bytes.allSatisfy { [0x20, 0x09, 0x0D].contains($0) } }

    /// The JSON object on it, which may have no other members than these.
    package func members(_ allowed: [String]) throws(MessageError) -> JSONObject {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes.span)
        } catch {
            throw MessageError(.notJSON, "\(error)")
        }
        guard let members = value.objectValue else { throw MessageError(.notJSON, "it is no JSON object") }
        for key in members.keys where !allowed.contains(key) {
            let list = allowed.joined(separator: ", ")
            throw MessageError(.invalidField, "unknown key \(JSONValue(key)); allowed: \(list)")
        }
        return members
    }
}
