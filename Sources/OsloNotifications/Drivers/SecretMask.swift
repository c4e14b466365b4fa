// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Replaces what is secret by its name with `***`, as oslo.utils does before something is logged.
enum SecretMask {
    /// A name that has one of these in it, in any case, is a secret's.
    private static let words = [
        "pass", "secret", "token", "sys_pswd", "configdrive", "encrypted_key", "private_key", "fernetkey", "sslkey",
        "credential", "cephclusterfsid", "heartbeatkey", "cookie", "clientkey", "remoteauthkey", "rndckey", "adminkey",
        "authencryptionkey", "simplecryptokek", "hashsuffix", "migrationsshkey", "cephmdskey", "cephmonkey",
        "authorization", "api_key",
    ]

    /// Those of headers, whose values have words, and go on to the end of the line.
    private static let headers = ["authorization", "cookie"]

    static func isSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        return words.contains { name.contains($0) }
    }

    /// The value with `***` for every member whose name is secret, at any depth, and in texts for what follows such a
    /// name and a `=` or `:`.
    static func masking(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let object):
            var masked = JSONObject()
            for (name, member) in object {
                let isText = member.objectValue == nil && !member.isNull
                masked[name] = isText && isSecret(name) ? .string(Secret.mask) : masking(member)
            }
            return .object(masked)
        case .array(let elements): return .array(elements.map(masking))
        case .string(let text): return .string(masking(text: text))
        default: return value
        }
    }

    /// Masks the values in a text such as `password=hello` and `"auth_token": "x"`.
    static func masking(text: String) -> String {
        let lowered = text.lowercased()
        guard words.contains(where: { lowered.contains($0) }) else { return text }
        var result: [Character] = []
        var rest = Array(text)[...]
        while let first = rest.first {
            guard isNamePart(first) else {
                result.append(rest.removeFirst())
                continue
            }
            let name = rest.prefix(while: isNamePart)
            result += name
            rest = rest.dropFirst(name.count)
            guard isSecret(String(name)), let value = secretValue(of: String(name), in: rest) else { continue }
            result += rest[rest.startIndex..<value.lowerBound]
            result += Array(Secret.mask)
            rest = rest[value.upperBound...]
        }
        return String(result)
    }

    private static func isNamePart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_" || character == "-"
    }

    private static func secretValue(of name: String, in rest: ArraySlice<Character>) -> Range<Int>? {
        let name = name.lowercased()
        let isHeader = headers.contains { name.contains($0) }
        var index = rest.startIndex
        func skip(_ allowed: String) {
            while index < rest.endIndex, allowed.contains(rest[index]) { index += 1 }
        }
        skip("'\" ")
        guard index < rest.endIndex, "=:".contains(rest[index]) else { return nil }
        index += 1
        skip(" ")
        let quote = index < rest.endIndex && "'\"".contains(rest[index]) ? rest[index] : nil
        if quote != nil { index += 1 }
        let start = index
        while index < rest.endIndex {
            let character = rest[index]
            let isEnd =
                if let quote { character == quote } else {
                    character.isNewline || !isHeader && " ,;&}\t'\"".contains(character)
                }
            if isEnd { break }
            index += 1
        }
        return start < index ? start..<index : nil
    }
}
