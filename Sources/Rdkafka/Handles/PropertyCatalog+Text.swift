// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka
internal import Glibc

extension PropertyCatalog {
    /// The table of properties, as the loaded librdkafka prints it; empty when there is no memory for it.
    static func text() -> String {
        var bytes: UnsafeMutablePointer<CChar>?
        var count = 0
        guard let stream = unsafe open_memstream(&bytes, &count) else { return "" }
        unsafe rd_kafka_conf_properties_show(stream)
        // Only now `bytes` is what was written, and ends with a zero.
        unsafe fclose(stream)
        defer { unsafe free(bytes) }
        return unsafe bytes.map { unsafe String(cString: $0) } ?? ""
    }

    /// The value of a property that nobody set; nil when librdkafka does not know it, or it has none.
    static func defaultValue(of name: String) -> String? {
        ConfigurationHandle().value(name)
    }
}
