// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications

extension NotificationPriority {
    /// The priorities as a person writes them.
    static let inputWords = (allCases.map(\.rawValue) + ["warning"]).joined(separator: ", ")

    /// The priority that a person means, in upper or lower case.
    init?(input word: String) {
        self.init(word: word.lowercased() == "warning" ? NotificationPriority.warn.rawValue : word)
    }
}
