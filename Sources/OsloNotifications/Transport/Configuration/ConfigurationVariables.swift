// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Puts the values of options in place of `$name`, `${name}` and `${section.name}`, as oslo.config does.
///
/// `$$` and `\$` are a `$`; one that begins no name is left as it is.
struct ConfigurationVariables {
    /// What `${section.name}` stands for, or a name without a section; `nil` when there is no such option.
    let value: (_ name: String) throws(UnknownName) -> String?

    struct UnknownName: Error {
        let name: String
        /// Whether it is there, but stands for itself.
        var isCircular = false
    }

    func expand(_ text: String) throws(UnknownName) -> String {
        guard text.unicodeScalars.contains("$") else { return text }
        var result = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            if scalar == "\\", rest.first == "$" {
                rest.removeFirst()
                result.append("$")
            } else if scalar == "$" {
                try expandName(&rest, into: &result)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    private func expandName(
        _ rest: inout Substring.UnicodeScalarView, into result: inout String.UnicodeScalarView
    ) throws(UnknownName) {
        if rest.first == "$" {
            rest.removeFirst()
            return result.append("$")
        }
        let isBraced = rest.first == "{"
        let start = isBraced ? rest.dropFirst() : rest
        let name = start.first.map(Self.beginsName) == true ? start.prefix(while: Self.continuesName) : start.prefix(0)
        let after = start[name.endIndex...]
        guard !name.isEmpty, !isBraced || after.first == "}" else { return result.append("$") }
        let text = String(name)
        guard let value = try value(text) else { throw UnknownName(name: text) }
        result.append(contentsOf: value.unicodeScalars)
        rest = isBraced ? after.dropFirst() : after
    }

    private static func beginsName(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || (scalar.isASCII && scalar.properties.isAlphabetic)
    }

    private static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
        beginsName(scalar) || scalar == "." || ("0"..."9").contains(scalar)
    }
}
