// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension ConfigurationReader {
    /// The longest priority, for the length of a topic's name.
    private static let longestPriority = "critical"

    mutating func check(topics: [String], virtualHost: String?, urlLocation: String?) {
        var suffix = virtualHost
        do throws(NotificationError) {
            try TopicName.check(virtualHost: virtualHost ?? "")
        } catch {
            suffix = nil
            report(error.about(NotificationOptions.transportURL.definition.key, location: urlLocation))
        }
        for topic in topics {
            do throws(NotificationError) {
                _ = try TopicName(topic: topic, priority: Self.longestPriority, virtualHost: suffix)
            } catch {
                let key = NotificationOptions.topics.definition.key
                report(error.about(key, location: location(ofKey: key)))
            }
        }
    }

    mutating func check(drivers: [String], _ registry: DriverRegistry) {
        for name in drivers where !registry.contains(name) {
            report(registry.unknown(name, option: NotificationOptions.drivers.definition.key))
        }
        let routing = NotificationOptions.routingConfiguration
        if drivers.contains("routing"), value(routing).isEmpty {
            let key = routing.definition.key
            report(
                NotificationError(
                    .invalidConfiguration, "the driver routing needs \(key), a file of rules", option: key))
        }
    }

    /// All that was found so far as one error.
    func problem(else fallback: NotificationError) -> NotificationError {
        NotificationError.combining(problems) ?? fallback
    }
}

extension NotificationError {
    static var missingTransportURL: NotificationError {
        let key = NotificationOptions.transportURL.definition.key
        return NotificationError(
            .invalidTransportURL, "no transport URL is set; set \(key) to one like kafka://host:9092/", option: key
        )
    }

    fileprivate func about(_ option: String, location: String?) -> NotificationError {
        NotificationError(
            code, ConfigurationPlace.prefix(location) + message, option: option, file: file, line: line)
    }
}

extension TransportURL {
    /// The URL that counts, and where it stands. Others are not looked at: they may be those of RPC.
    static func chosen(
        argument: String?, _ reader: inout ConfigurationReader
    ) -> (url: TransportURL, location: String?)? {
        let known = reader.problems.count
        var candidates: [(text: String, key: String?)] = [(argument ?? "", nil)]
        for option in [NotificationOptions.transportURL, NotificationOptions.commonTransportURL] {
            candidates.append((reader.value(option), option.definition.key))
        }
        guard let (text, key) = candidates.first(where: { !$0.text.isEmpty }) else {
            // One whose variables are wrong is not missing.
            if reader.problems.count == known { reader.report(.missingTransportURL) }
            return nil
        }
        let location = reader.location(ofKey: key)
        do throws(NotificationError) {
            return (try TransportURL(text, option: key), location)
        } catch {
            reader.report(location.map { error.telling($0) } ?? error)
            return nil
        }
    }
}

extension Array where Element == String {
    var withoutRepeats: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
