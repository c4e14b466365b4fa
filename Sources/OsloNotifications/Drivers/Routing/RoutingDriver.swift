// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The driver that gives each notification to others, by its event type and priority. Its name is `routing`.
///
/// The drivers that its rules name are made when it is made, so that a wrong name is an error at once. All that accept a
/// notification get it, even when one of them fails; then the first failure is the result.
public struct RoutingDriver: NotificationDriver {
    private let rules: RoutingRules
    private let drivers: [String: any NotificationDriver]

    /// A driver over others.
    ///
    /// - Parameters:
    ///   - rules: which of them takes what.
    ///   - drivers: the others, by name.
    /// - Throws: `invalidConfiguration` when a rule is for a driver that is not among them.
    public init(_ rules: RoutingRules, drivers: [String: any NotificationDriver]) throws(NotificationError) {
        for name in rules.drivers where drivers[name] == nil {
            throw NotificationError(
                .invalidConfiguration,
                "a routing rule is for the driver \(ErrorText.quoted(name)); "
                    + "allowed: \(ErrorText.list(drivers.keys.sorted()))",
                option: NotificationOptions.routingConfiguration.definition.key)
        }
        self.rules = rules
        self.drivers = drivers
    }

    /// The driver of a configuration: rules from the file that `routing_config` names.
    init(_ context: DriverContext) throws(NotificationError) {
        let key = NotificationOptions.routingConfiguration.definition.key
        let path = context.configuration.routingConfiguration
        guard !path.isEmpty else {
            throw NotificationError(
                .invalidConfiguration, "the driver routing needs \(key), a file of rules", option: key)
        }
        let rules = try RoutingRules(file: path)
        var drivers: [String: any NotificationDriver] = [:]
        for name in rules.drivers {
            // Itself once more would never end.
            guard name != "routing", context.registry.contains(name) else {
                throw context.registry.unknown(name, option: key)
            }
            drivers[name] = try context.registry.make(name, context)
        }
        try self.init(rules, drivers: drivers)
    }

    /// Whether any of the drivers is.
    public var isEnabled: Bool { drivers.values.contains { $0.isEnabled } }

    /// Whether any of the drivers does.
    public var usesTransport: Bool { drivers.values.contains { $0.usesTransport } }

    /// Posts it to all that accept it.
    public func post(_ notification: DriverNotification) throws(NotificationError) {
        var failure: NotificationError?
        for name in rules.drivers(for: notification.header) {
            do throws(NotificationError) {
                try drivers[name]?.post(notification)
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    /// Lets all that accept it have it, one after the other, each when it has room.
    public func enqueue(_ notification: DriverNotification, timeout: Duration?) async throws(NotificationError) {
        var failure: NotificationError?
        for name in rules.drivers(for: notification.header) {
            do throws(NotificationError) {
                try await drivers[name]?.enqueue(notification, timeout: timeout)
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    /// Sends it to all that accept it, one after the other.
    public func send(_ notification: DriverNotification) async throws(NotificationError)
        -> [NotificationReceipt.Delivery]
    {
        var failure: NotificationError?
        var deliveries: [NotificationReceipt.Delivery] = []
        for name in rules.drivers(for: notification.header) {
            do throws(NotificationError) {
                deliveries += try await drivers[name]?.send(notification) ?? []
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return deliveries
    }

    /// Closes all, at the same time: the time is that of all of them.
    public func close(timeout: Duration) async {
        await withDiscardingTaskGroup { group in
            for driver in drivers.values { group.addTask { await driver.close(timeout: timeout) } }
        }
    }
}
