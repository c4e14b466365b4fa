// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka
internal import Glibc

/// librdkafka's table of its properties, which it only prints.
enum PropertyTable {
    /// The names in it, sorted, each once.
    static func names() -> [String] {
        var names: Set<Substring> = []
        for line in text().split(separator: "\n") {
            // "name | C/P | range | …"; the lines above are the heading and a rule.
            guard let name = line.split(separator: " ").first, line.contains("|"), !name.hasPrefix("-"),
                name != "Property"
            else { continue }
            names.insert(name)
        }
        return names.map(String.init).sorted()
    }

    private static func text() -> String {
        var text: UnsafeMutablePointer<CChar>?
        var size = 0
        guard let file = unsafe open_memstream(&text, &size) else { return "" }
        unsafe rd_kafka_conf_properties_show(file)
        // Closing it writes the text's address and size.
        unsafe fclose(file)
        defer { unsafe free(text) }
        return unsafe text.map { unsafe String(cString: $0) } ?? ""
    }
}
