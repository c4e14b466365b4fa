// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension ConfigurationReader {
    /// Deeper than any configuration that is meant.
    private static let maximumDepth = 20

    /// The text with the values of the options that it names; what it names without there being such is reported.
    mutating func expanded(_ setting: Setting, _ key: String) -> String? {
        do throws(ConfigurationVariables.UnknownName) {
            return try expand(setting, key: key)
        } catch {
            let reason: String
            if Secret.isName(key) {
                // The name may be a piece of a password.
                reason = error.isCircular ? "stands for itself" : "has a $ before what is no option's name"
            } else {
                reason =
                    error.isCircular
                    ? "has $\(error.name), which stands for itself" : "has $\(error.name), and there is no such option"
            }
            report(
                NotificationError(
                    .invalidConfiguration,
                    "\(setting.place.description) \(reason); allowed: $ and the name of an option, or $$ for a $",
                    option: key
                )
            )
            return nil
        }
    }

    func expand(
        _ setting: Setting, key: String, depth: Int = 0
    ) throws(ConfigurationVariables.UnknownName) -> String {
        guard setting.hasVariables else { return setting.text }
        let section = key.contains(".") ? String(key.prefix { $0 != "." }) : ConfigurationOption.Section.common.rawValue
        let variables = ConfigurationVariables { name throws(ConfigurationVariables.UnknownName) in
            guard depth < Self.maximumDepth else {
                throw ConfigurationVariables.UnknownName(name: name, isCircular: true)
            }
            return try value(ofVariable: name, section: section, depth: depth + 1)
        }
        return try variables.expand(setting.text)
    }

    /// Looks in the section that the name has, or else in that of the option whose value names it; then in `DEFAULT`.
    private func value(
        ofVariable name: String, section: String, depth: Int
    ) throws(ConfigurationVariables.UnknownName) -> String? {
        let dot = name.firstIndex(of: ".")
        let group = dot.map { String(name[..<$0]) } ?? section
        let option = dot.map { String(name[name.index(after: $0)...]) } ?? name
        for key in ["\(group == "DEFAULT" ? group : group.lowercased()).\(option)", "DEFAULT.\(name)"] {
            if let option = ConfigurationOption.find(key) {
                guard let setting = options[option.key] else { return option.defaultValue }
                return try expand(setting, key: option.key, depth: depth)
            }
            if let setting = foreign[key] { return try expand(setting, key: key, depth: depth) }
        }
        return nil
    }
}
