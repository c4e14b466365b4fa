// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import Testing

@testable import OsloNotifications

/// A directory of configuration files.
@Suite struct ConfigurationDirectoryTests {
    private static func withDirectory(_ files: [String: String], _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "oslo-directory-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        try body(folder.path)
    }

    @Test func `files end with conf, the last in the order of their names counts, drivers are those of all`() throws {
        let files = [
            "20-b.conf": "[oslo_messaging_notifications]\ntopics = b\ndriver = noop\n",
            "10-a.conf": """
            [DEFAULT]
            transport_url = kafka://h/
            [oslo_messaging_notifications]
            topics = a
            driver = messagingv2
            retry = 3
            """,
            "Z.conf": "[oslo_messaging_kafka]\nconsumer_group = upper\n",
            "a.conf": "[oslo_messaging_kafka]\nconsumer_group = lower\n",
            "é.conf": "[oslo_messaging_kafka]\nmax_poll_records = 7\n",
            // None of these is read.
            ".99.conf": "nonsense", "99.conf~": "nonsense", "99.txt": "nonsense",
        ]
        try Self.withDirectory(files) { path in
            for path in [path, path + "/"] {
                let configuration = try NotificationConfiguration(sources: [.directory(path)])
                #expect(configuration.topics == ["b"])
                #expect(configuration.drivers == ["messagingv2", "noop"])
                #expect(configuration.retry == 3)
                #expect(configuration.kafka.consumerGroup == "lower")
                #expect(configuration.kafka.maxPollRecords == 7)
                let location = configuration.location(of: "oslo_messaging_notifications.topics")
                #expect(location?.hasSuffix("/20-b.conf:2") == true)
            }
        }
    }

    // As oslo.config, which asks each file for all names of an option before it asks the next.
    @Test func `a deprecated name in a later file wins over the option's own in an earlier one`() throws {
        let files = [
            "1.conf": "[DEFAULT]\ntransport_url = kafka://h/\n[oslo_messaging_notifications]\ntopics = own\n",
            "2.conf": "[DEFAULT]\nnotification_topics = deprecated\n",
        ]
        try Self.withDirectory(files) { path in
            let configuration = try NotificationConfiguration(sources: [.directory(path)])
            #expect(configuration.topics == ["deprecated"])
        }
    }

    @Test func `what can't be read is named, and all that is wrong in all files`() throws {
        let files = [
            "1.conf": "[oslo_messaging_kafka]\nmax_poll_records = 0\n", "2.conf": "nonsense",
            "3.conf": "[oslo_messaging_kafka]\nconsumer_grup = g\n",
        ]
        try Self.withDirectory(files) { path in
            let error = try #require(throws: NotificationError.self) {
                try NotificationConfiguration(
                    sources: [.directory(path), .directory(path + "/none"), .directory(path + "/1.conf")],
                    transportURL: "kafka://h/")
            }
            let messages = error.causes.map(\.message)
            #expect(messages.contains { $0.hasPrefix("\(path)/1.conf:2: oslo_messaging_kafka.max_poll_records is") })
            #expect(messages.contains { $0.hasPrefix("\(path)/2.conf:1: the line has neither") })
            #expect(messages.contains { $0.hasPrefix("\(path)/3.conf:2: \"oslo_messaging_kafka.consumer_grup\"") })
            let start = "the configuration directory \(path)"
            #expect(messages.contains("\(start)/none can't be read: No such file or directory"))
            #expect(messages.contains("\(start)/1.conf can't be read: Not a directory"))
            #expect(messages.count == 5)
        }
    }

    @Test func `an empty directory says nothing`() throws {
        try Self.withDirectory([:]) { path in
            let configuration = try NotificationConfiguration(sources: [.directory(path)], transportURL: "kafka://h/")
            #expect(configuration.topics == ["notifications"])
        }
    }
}
