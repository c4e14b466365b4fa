// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications
internal import Rdkafka
internal import RdkafkaTesting

/// Shows the whole way of notifications in one process: notifier, broker, listener.
struct DemoCommand: Command {
    static let help = CommandHelp(
        name: "demo",
        summary: "Sends seven notifications over an embedded broker and shows what arrives.",
        usage: "[OPTION]...",
        description: [
            "Starts a Kafka broker inside this process, a listener and a notifier, sends one notification of each "
                + "priority with a payload like those of Nova, and writes those that arrive to standard output, a "
                + "line each. Nothing needs to be installed or to run, and nothing but this machine is talked to. A transport URL of the configuration is not used.",
            "The embedded broker gives a new consumer group its partitions after three seconds.",
        ],
        options: [
            OptionDefinition("timeout", "SECONDS", "How long everything may take; 30 unless given.")
        ] + ConfigurationOptions.settings,
        exitCodes: [
            (.success, "All seven came, as they were sent."),
            (.usage, "The command line is wrong."),
            (.temporary, "Not all seven came in time."),
            (.configuration, "The configuration is wrong."),
        ],
        examples: [
            "\(Program.name) demo",
            "\(Program.name) demo --set oslo_messaging_kafka.compression_codec=gzip",
        ],
        appendix: ConnectionOptions.keysHelp
    )

    private let timeout: Duration
    private let settings: ConfigurationOptions

    init(_ options: ParsedOptions) throws(CommandFailure) {
        try options.refuseOperands()
        timeout = try options.seconds("timeout") ?? .seconds(30)
        settings = try ConfigurationOptions(options)
    }

    func run(_ signals: Signals) async throws(CommandFailure) -> ExitCode {
        do {
            return try await run()
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.temporary, "\(error)")
        }
    }

    private func run() async throws -> ExitCode {
        let end = FirstOf<DemoEnd>()
        let messages = DemoNotifications.all
        let arrivals = DemoArrivals(of: messages, end)
        let cluster = try MockCluster()
        StandardError.say("an embedded Kafka broker listens on \(cluster.bootstrapServers)")
        let configuration = try settings.configuration(
            // How long the broker waits for other members when a group's partitions are shared out.
            defaults: ["rdkafka.session.timeout.ms": "6000"],
            url: "kafka://\(cluster.bootstrapServers)/")
        let transport = try NotificationTransport(configuration, logHandler: StandardError.logHandler)
        let targets = configuration.topics.map { NotificationTarget(topic: $0) }
        let listener = try NotificationListener(transport: transport, targets: targets) {
            On { arrivals.take($0) }
        }
        for topic in listener.topics { try cluster.createTopic(topic, partitions: 1) }
        let notifier = Notifier(transport: transport)
        report(to: end) {
            try await Task.sleep(for: timeout)
        } then: {
            .timeIsUp
        }
        report(to: end) { try await listener.run() }
        report(to: end) { try await Self.send(messages, notifier) }
        let reason = await end.first()
        await listener.shutdown(timeout: .seconds(5))
        await transport.close(timeout: .zero)
        switch reason {
        case .allCame:
            StandardError.say("all \(messages.count) came, as they were sent")
            return .success
        case .timeIsUp:
            let missing = arrivals.missingEventTypes.joined(separator: ", ")
            throw CommandFailure(.temporary, "the time is up; missing: \(missing)")
        case .failed(let failure): throw failure
        }
    }

    /// Does something beside all else, and tells what makes it fail.
    private func report(
        to end: FirstOf<DemoEnd>,
        _ body: @escaping @Sendable () async throws -> Void,
        then event: @escaping @Sendable () -> DemoEnd? = { nil }
    ) {
        Task.detached {
            do {
                try await body()
                if let event = event() { end.happened(event) }
            } catch {
                end.happened(.failed(CommandFailure(.temporary, "\(error)")))
            }
        }
    }

    private static func send(_ messages: [OutgoingMessage], _ notifier: Notifier) async throws {
        for message in messages {
            let receipt = try await notifier.send(message)
            for delivery in receipt.deliveries {
                StandardError.say("sent \(message.header.eventType) to \(delivery.topic)")
            }
        }
        StandardError.say("the listener's group gets its partitions in some three seconds")
    }
}
