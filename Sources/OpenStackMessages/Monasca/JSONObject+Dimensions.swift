// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications

extension JSONObject {
    /// Sorted by name, so that equal dimensions are equal bytes.
    init(dimensions: [String: String]) {
        let names = dimensions.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        self.init(names.map { ($0, JSONValue(dimensions[$0])) })
    }
}
