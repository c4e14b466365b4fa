// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Where options come from: a dictionary, an oslo INI file, a directory of such files, environment variables.
///
/// A source is read when it is made; what is wrong with it is told by the ``NotificationConfiguration`` that is made of
/// it, together with everything else that is wrong.
public struct ConfigurationSource: Sendable {
    enum Kind: Sendable {
        /// Every key has to be known, and a `$` is a `$`.
        case dictionary
        /// Others have their options there too, and `$name` stands for the value of an option.
        case file
        case environment
    }

    let kind: Kind
    let entries: [ConfigurationEntry]
    let problems: [NotificationError]
    /// The sources that this one consists of, in order.
    let parts: [ConfigurationSource]

    init(
        _ kind: Kind,
        _ entries: [ConfigurationEntry],
        problems: [NotificationError] = [],
        parts: [ConfigurationSource] = []
    ) {
        self.kind = kind
        self.entries = entries
        self.problems = problems
        self.parts = parts
    }

    /// Options by key: `section.option`, or `option` alone for the section `DEFAULT`, and `rdkafka.` before any property
    /// of librdkafka. Every key has to be known. Values are taken as they are.
    public static func dictionary(_ dictionary: [String: String]) -> ConfigurationSource {
        let entries = dictionary.sorted { $0.key < $1.key }.map {
            ConfigurationEntry(key: $0.key, text: $0.value, location: nil)
        }
        return ConfigurationSource(.dictionary, entries)
    }

    /// A file as oslo.config reads it: `[section]`, `option = value`, lines that continue a value begin with a space, `#`
    /// and `;` begin a comment line, and `$option` or `${section.option}` stands for the value of another option.
    ///
    /// It may be the file of a whole service: sections other than `DEFAULT`, `oslo_messaging_notifications`,
    /// `oslo_messaging_kafka` and `rdkafka`, and options of `DEFAULT` that this driver doesn't know, are passed over.
    /// The section `rdkafka`, which oslo.messaging doesn't have, holds properties of librdkafka.
    public static func file(_ path: String) -> ConfigurationSource {
        do {
            return ini(try ConfigurationFile.read(path), name: path)
        } catch {
            return ConfigurationSource(.file, [], problems: [error])
        }
    }

    /// The files of a directory whose names end with `.conf`, as `--config-dir` of oslo.config reads them: in the order of
    /// their names, so that of an option that several have the last one counts. Hidden files, and what is in directories
    /// further down, are passed over.
    public static func directory(_ path: String) -> ConfigurationSource {
        do {
            return ConfigurationSource(.file, [], parts: try ConfigurationDirectory.files(path).map(file))
        } catch {
            return ConfigurationSource(.file, [], problems: [error])
        }
    }

    /// The text of such a file.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - name: what errors call it.
    public static func ini(_ text: String, name: String) -> ConfigurationSource {
        var parser = INIParser(name: name)
        parser.parse(text)
        return ConfigurationSource(.file, parser.entries, problems: parser.problem.map { [$0] } ?? [])
    }

    /// Environment variables as oslo.config reads them: `OS_<SECTION>__<OPTION>` in upper case, such as
    /// `OS_OSLO_MESSAGING_KAFKA__CONSUMER_GROUP` and `OS_DEFAULT__TRANSPORT_URL`.
    ///
    /// `OS_RDKAFKA__<PROPERTY>`, with `_` for `.`, is a property of librdkafka: `OS_RDKAFKA__MESSAGE_MAX_BYTES`. Other
    /// variables are passed over.
    public static func environment(_ variables: [String: String]) -> ConfigurationSource {
        let entries = variables.sorted { $0.key < $1.key }.compactMap(EnvironmentVariable.entry)
        return ConfigurationSource(.environment, entries)
    }

    /// The environment variables of this process, as they are now.
    public static func environment() -> ConfigurationSource {
        environment(EnvironmentVariable.all())
    }
}
