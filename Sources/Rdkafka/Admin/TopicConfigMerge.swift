// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What a topic's configs are after changes, where all of them have to be sent: before librdkafka 2.2.
enum TopicConfigMerge {
    /// The values that are set for the topic itself, after the changes.
    static func merged(_ entries: [String: ConfigEntry], _ changes: [ConfigChange]) -> [String: String] {
        var values = entries.filter { $0.value.source == .topic }.compactMapValues(\.value)
        for change in changes {
            switch change.operation {
            case .set(let value): values[change.name] = value
            case .delete: values[change.name] = nil
            case .append(let value):
                // A list that is not set is taken from where its value comes from, as Kafka does.
                let old = list(values[change.name] ?? entries[change.name]?.value)
                values[change.name] = (old + list(value).filter { !old.contains($0) }).joined(separator: ",")
            case .subtract(let value):
                let removed = list(value)
                let old = list(values[change.name] ?? entries[change.name]?.value)
                values[change.name] = old.filter { !removed.contains($0) }.joined(separator: ",")
            }
        }
        return values
    }

    private static func list(_ value: String?) -> [Substring] {
        value?.split(separator: ",") ?? []
    }
}
