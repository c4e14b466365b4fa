// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension RoutingRules {
    private static let events = "accepted_events"
    private static let priorities = "accepted_priorities"

    /// The rules of oslo.messaging's routing file, as a value: groups by name, in each drivers by name, in each
    /// `accepted_events` and `accepted_priorities`, lists of patterns. Null is no rules, as an empty file is for Python.
    ///
    /// - Throws: `invalidConfiguration` for anything of another form, and for a key that is neither of the two.
    public init(_ value: JSONValue) throws(NotificationError) {
        guard !value.isNull else {
            self.init([])
            return
        }
        var rules: [Rule] = []
        let groups = try Self.object(value, "the routing configuration")
        for (group, drivers) in groups {
            let drivers = try Self.object(drivers, "the group \(group)")
            for (driver, rule) in drivers { rules.append(try Self.rule(driver, rule, "\(group).\(driver)")) }
        }
        self.init(rules)
    }

    private static func rule(
        _ driver: String,
        _ value: JSONValue,
        _ place: String
    ) throws(NotificationError) -> Rule {
        let lists = try object(value.isNull ? .object(JSONObject()) : value, place)
        for key in lists.keys where key != events && key != priorities {
            throw problem("\(place) has the key \(ErrorText.quoted(key))", "\(events), \(priorities)")
        }
        let events = try patterns(lists, events, place)
        let priorities = try patterns(lists, priorities, place)
        return Rule(driver: driver, events: events, priorities: priorities)
    }

    /// The rules in a file of JSON; with the package's trait `YAML` also of YAML, as Python's files are.
    ///
    /// - Throws: `invalidConfiguration` when it can't be read, is neither, or has another form.
    public init(file path: String) throws(NotificationError) {
        let text: [UInt8]
        do throws(TextFile.ReadError) {
            text = try TextFile.read(path)
        } catch {
            throw Self.problem("the file \(ErrorText.quoted(path)) can't be read: \(error)", "a readable file")
        }
        try self.init(Self.value(text, path))
    }

    private static func value(_ text: [UInt8], _ path: String) throws(NotificationError) -> JSONValue {
        do throws(WireError) {
            return try JSONValue(parsing: text.span)
        } catch {
            let place = "the file \(ErrorText.quoted(path))"
            #if YAML
            guard let text = String(validating: text, as: UTF8.self) else {
                throw problem("\(place) is not UTF-8", "YAML or JSON")
            }
            do throws(NotificationError) {
                return try JSONValue(yaml: text)
            } catch {
                throw problem("\(place): \(error.message)", "an object in YAML or JSON")
            }
            #else
            throw problem("\(place) is not JSON: \(error)", "a JSON object; YAML with the package's trait YAML")
            #endif
        }
    }

    private static func object(_ value: JSONValue, _ what: String) throws(NotificationError) -> JSONObject {
        guard let object = value.objectValue else { throw problem("\(what) is no object", "an object") }
        return object
    }

    private static func patterns(
        _ lists: JSONObject,
        _ key: String,
        _ place: String
    ) throws(NotificationError) -> [String]? {
        guard let value = lists[key], !value.isNull else { return nil }
        if let pattern = value.stringValue { return [pattern] }
        guard let patterns = value.arrayValue?.compactMap(\.stringValue), patterns.count == value.arrayValue?.count
        else {
            throw problem("\(place).\(key) is no list of patterns", "texts such as \"compute.*\"")
        }
        return patterns
    }

    private static func problem(_ found: String, _ allowed: String) -> NotificationError {
        NotificationError(
            .invalidConfiguration, "\(found); allowed: \(allowed)",
            option: NotificationOptions.routingConfiguration.definition.key)
    }
}
