// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// The drivers that the option `driver` can name.
///
///     var drivers = DriverRegistry.standard
///     drivers.register("syslog") { _ in SyslogDriver() }
///     let transport = try NotificationTransport(configuration: settings, drivers: drivers)
public struct DriverRegistry: Sendable {
    /// Makes a driver when a transport is made.
    public typealias Factory = @Sendable (DriverContext) throws(NotificationError) -> any NotificationDriver

    private var factories: [String: Factory] = [:]

    /// No drivers at all.
    public init() {}

    /// The drivers of oslo.messaging: `messaging`, `messagingv2`, `log`, `noop`, `test`, `routing`.
    public static let standard: DriverRegistry = {
        var registry = DriverRegistry()
        registry.register("messaging") { _ in MessagingDriver() }
        registry.register("messagingv2") { _ in MessagingDriver() }
        registry.register("log") { LogDriver(handler: $0.log) }
        registry.register("noop") { _ in NoopDriver() }
        registry.register("test") { _ in RecordingDriver() }
        registry.register("routing") { context throws(NotificationError) in try RoutingDriver(context) }
        return registry
    }()

    /// Adds a driver, or replaces the one of that name.
    public mutating func register(_ name: String, _ factory: @escaping Factory) {
        factories[name] = factory
    }

    /// The names, in order.
    public var names: [String] { factories.keys.sorted() }

    /// Makes the driver of a name.
    ///
    /// - Throws: `invalidConfiguration` for a name that is not registered, and what the driver throws.
    public func make(_ name: String, _ context: DriverContext) throws(NotificationError) -> any NotificationDriver {
        guard let factory = factories[name] else {
            throw unknown(name, option: NotificationOptions.drivers.definition.key)
        }
        return try factory(context)
    }

    /// The error for a name that is not registered.
    func unknown(_ name: String, option: String) -> NotificationError {
        let hint = NearestName.nearest(to: name, among: names).map { "; did you mean \($0)?" } ?? ""
        return NotificationError(
            .invalidConfiguration,
            "\(option) names the driver \(ErrorText.quoted(name)), which is not known\(hint); "
                + "allowed: \(ErrorText.list(names))",
            option: option
        )
    }

    func contains(_ name: String) -> Bool {
        factories[name] != nil
    }
}
