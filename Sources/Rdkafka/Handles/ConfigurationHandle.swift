// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Owner of a `rd_kafka_conf_t`.
@safe
struct ConfigurationHandle: ~Copyable {
    let pointer: OpaquePointer
    /// Owned; unmanaged, as `discard` allows nothing else.
    private let unmanagedSecurity: Unmanaged<ClientSecurity>

    /// A configuration with librdkafka's defaults only.
    init() {
        unsafe pointer = rd_kafka_conf_new()
        unsafe unmanagedSecurity = Unmanaged.passRetained(ClientSecurity(KafkaConfiguration()))
    }

    /// A configuration with these properties, each checked by librdkafka.
    init(_ configuration: KafkaConfiguration) throws(KafkaError) {
        unsafe pointer = rd_kafka_conf_new()
        unsafe unmanagedSecurity = Unmanaged.passRetained(ClientSecurity(configuration))
        try Self.check(configuration)
        for (name, value) in configuration.properties.sorted(by: { $0.key < $1.key }) {
            try set(name, value)
        }
    }

    /// What librdkafka would take and this library can't keep its word with.
    private static func check(_ configuration: KafkaConfiguration) throws(KafkaError) {
        if let value = configuration["log.queue"], Bool(librdkafka: value) != true {
            throw KafkaError(
                .invalidConfiguration,
                "property \"log.queue\" can't be \"\(value)\": the log handler would run on librdkafka's threads",
                property: "log.queue")
        }
        try configuration.checkTokens()
    }

    deinit {
        unsafe unmanagedSecurity.release()
        unsafe rd_kafka_conf_destroy(pointer)
    }

    /// How the client logs in.
    var security: ClientSecurity {
        unsafe unmanagedSecurity.takeUnretainedValue()
    }

    func set(_ name: String, _ value: String) throws(KafkaError) {
        // C would take what is before it for all.
        for (part, text) in [("name", name), ("value", value)] where text.utf8.contains(0) {
            throw KafkaError(
                .invalidConfiguration, "property \"\(name)\" has a NUL in its \(part)", property: name)
        }
        var text = ErrorText()
        let result = unsafe text.fill { unsafe rd_kafka_conf_set(pointer, name, value, $0, $1) }
        guard result != RD_KAFKA_CONF_OK else { return }
        // librdkafka's text may contain the value: not for a secret.
        let reason =
            KafkaConfiguration.isSecret(name)
            ? "has a value that is not allowed" : "can't be \"\(value)\": \(text.string)"
        throw KafkaError(
            .invalidConfiguration,
            result == RD_KAFKA_CONF_UNKNOWN
                ? Self.unknown(name)
                : "property \"\(name)\" \(reason)",
            responseCode: KafkaError.ResponseCode(rawValue: RD_KAFKA_RESP_ERR__INVALID_ARG.rawValue),
            property: name
        )
    }

    private static func unknown(_ name: String) -> String {
        let nearest = NearestName.nearest(to: name, among: Librdkafka.properties.map(\.name))
        return "librdkafka \(LibrdkafkaVersion.running) knows no property \"\(name)\""
            + (nearest.map { "; did you mean \"\($0)\"?" } ?? "")
    }

    /// Which events the client's queue brings, instead of callbacks, beside the wish for a token.
    func setEvents(_ events: Int32) {
        unsafe rd_kafka_conf_set_events(pointer, events | RD_KAFKA_EVENT_OAUTHBEARER_TOKEN_REFRESH)
    }

    /// What librdkafka calls when it makes a client: to add interceptors to it, with the opaque that they get.
    typealias InterceptorsAdder =
        @convention(c) (
            OpaquePointer?, OpaquePointer?, UnsafeMutableRawPointer?, UnsafeMutablePointer<CChar>?, Int
        ) -> rd_kafka_resp_err_t

    /// Adds interceptors whose opaque is `object`. It is kept alive until its reference is given up, for which the
    /// caller has to see unless this throws.
    func addInterceptor(
        _ name: String,
        _ adder: InterceptorsAdder,
        keeping object: some AnyObject
    ) throws(KafkaError) {
        let opaque = unsafe Unmanaged.passRetained(object)
        let error = unsafe rd_kafka_conf_interceptor_add_on_new(pointer, name, adder, opaque.toOpaque())
        guard error == RD_KAFKA_RESP_ERR_NO_ERROR else {
            unsafe opaque.release()
            throw .librdkafka(error, "adding the interceptor \(name)")
        }
    }

    /// The value that a property has, set or default.
    func value(_ name: String) -> String? {
        var size = 0
        guard unsafe rd_kafka_conf_get(pointer, name, nil, &size) == RD_KAFKA_CONF_OK, size > 0 else { return nil }
        return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: size) { buffer in
            guard let base = buffer.baseAddress,
                unsafe rd_kafka_conf_get(pointer, name, base, &size) == RD_KAFKA_CONF_OK
            else { return nil }
            return unsafe String(cString: base)
        }
    }

    /// Makes the client that takes this configuration over; for `ClientHandle` to own.
    consuming func makeClient(_ type: rd_kafka_type_t) throws(KafkaError) -> OpaquePointer {
        let configuration = unsafe pointer
        unsafe unmanagedSecurity.release()
        discard self
        var text = ErrorText()
        if let client = unsafe text.fill({ unsafe rd_kafka_new(type, configuration, $0, $1) }) {
            return unsafe client
        }
        // Only a success takes the configuration over. Before 2.13 a failure has already freed the list of
        // interceptors that it holds, so destroying it would free that list twice: it is given up instead.
        if LibrdkafkaVersion.running >= LibrdkafkaVersion(2, 13, 0) {
            unsafe rd_kafka_conf_destroy(configuration)
        } else {
            unsafe AbandonedConfigurations.keep(configuration)
        }
        throw KafkaError(
            .invalidConfiguration,
            "no client can be made: \(text.string)",
            responseCode: KafkaError.ResponseCode(rawValue: rd_kafka_last_error().rawValue)
        )
    }
}
