// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// An admin client of a Kafka cluster: topics, configs, groups, offsets, and what the cluster consists of.
///
/// Each call suspends until the cluster has answered, its `timeout` has passed or its task is cancelled, and never
/// blocks. A call that is given up returns at once; what it asked for may still happen. Where a call is about several
/// items, each has a result of its own, and an error that is thrown is one of the whole request.
///
/// All calls throw `timedOut` when there is no answer in time, or have it as the result of those items that have a
/// request of their own, which consumer groups and brokers do. They throw `cancelled` when the task is cancelled,
/// `shutDown` when the client has ended, and what the cluster answers. Timeouts are at most an hour.
///
/// Calls about consumer groups look for a group's coordinator until their timeout: while it moves, or reads its groups,
/// as a cluster does that has just started, they ask again, after 50 ms, then twice as long each time, up to a second.
///
/// Call ``shutdown(timeout:)`` when it is no longer needed. A client that is dropped without it is shut down in the
/// background.
public final class KafkaAdmin: Sendable {
    let core: AdminCore

    /// The timeout of calls that name none.
    public static let defaultTimeout = Duration.seconds(30)

    /// An admin client. It connects in the background.
    ///
    /// Set unless the configuration does: `socket.nagle.disable=true`.
    ///
    /// - Parameters:
    ///   - configuration: librdkafka's properties; `bootstrap.servers` is needed to get anywhere.
    ///   - logHandler: gets the client's log lines, on threads of the client's. Without it nothing is logged.
    /// - Throws: `invalidConfiguration` for a property that librdkafka refuses, naming it.
    public init(configuration: KafkaConfiguration, logHandler: KafkaLogHandler? = nil) throws(KafkaError) {
        core = try AdminCore(configuration: configuration, logHandler: logHandler)
    }

    deinit {
        core.shutDown(timeout: .seconds(10), nil)
    }

    /// librdkafka's name of the client, such as `rdkafka#producer-1`.
    public var name: String {
        core.handle.name
    }

    /// Ends the client. Calls that wait for an answer fail with `shutDown` at once.
    ///
    /// Returns within the timeout and the moment that it takes to end librdkafka's threads, whatever the brokers do.
    /// Calling it again waits for the same end. Cancelling the task doesn't shorten it.
    ///
    /// - Parameter timeout: how long to wait for requests that can't be taken back, which are those of
    ///   ``metadata(timeout:)`` and, before librdkafka 2.3, of describing the cluster or topics and of listing offsets.
    /// - Returns: how many calls were unanswered, and whether everything has ended.
    @discardableResult
    public func shutdown(timeout: Duration = .seconds(10)) async -> AdminShutdownReport {
        await Resumption.wait { core.shutDown(timeout: timeout, $0) }
    }
}
