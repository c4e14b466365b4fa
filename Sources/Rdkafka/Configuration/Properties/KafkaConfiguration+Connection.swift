// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaConfiguration {
    /// Where to find the cluster, each `host` or `host:port` (`bootstrap.servers`).
    public var bootstrapServers: [String]? {
        get { self[Self.bootstrapServersProperty] }
        set { self[Self.bootstrapServersProperty] = newValue }
    }

    /// What the client calls itself in brokers' logs, metrics and quotas (`client.id`); `rdkafka` unless set.
    public var clientID: String? {
        get { self[Self.clientIDProperty] }
        set { self[Self.clientIDProperty] = newValue }
    }

    /// Where the client is: a consumer prefers replicas in the same place (`client.rack`).
    public var rack: String? {
        get { self[Self.rackProperty] }
        set { self[Self.rackProperty] = newValue }
    }

    /// How long a request may take (`socket.timeout.ms`); 60 s unless set.
    public var socketTimeout: Duration? {
        get { self[Self.socketTimeoutProperty] }
        set { self[Self.socketTimeoutProperty] = newValue }
    }

    /// How long connecting may take, with TLS and the login (`socket.connection.setup.timeout.ms`); 30 s unless set.
    public var connectionSetupTimeout: Duration? {
        get { self[Self.connectionSetupTimeoutProperty] }
        set { self[Self.connectionSetupTimeoutProperty] = newValue }
    }

    /// How often statistics are made (`statistics.interval.ms`); never unless set.
    public var statisticsInterval: Duration? {
        get { self[Self.statisticsIntervalProperty] }
        set { self[Self.statisticsIntervalProperty] = newValue }
    }

    /// What librdkafka logs details of, such as `broker` or `security` (`debug`); nothing unless set.
    public var debugContexts: [String]? {
        get { self[Self.debugContextsProperty] }
        set { self[Self.debugContextsProperty] = newValue }
    }

    private static let bootstrapServersProperty =
        TypedProperty<[String]>.list("bootstrap.servers", "metadata.broker.list")
    private static let clientIDProperty = TypedProperty<String>.text("client.id")
    private static let rackProperty = TypedProperty<String>.text("client.rack")
    private static let socketTimeoutProperty = TypedProperty<Duration>.milliseconds("socket.timeout.ms")
    private static let connectionSetupTimeoutProperty =
        TypedProperty<Duration>.milliseconds("socket.connection.setup.timeout.ms")
    private static let statisticsIntervalProperty = TypedProperty<Duration>.milliseconds("statistics.interval.ms")
    private static let debugContextsProperty = TypedProperty<[String]>.list("debug")
}
