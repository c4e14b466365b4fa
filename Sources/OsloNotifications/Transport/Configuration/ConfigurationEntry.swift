// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// One key and its text, as a source has it.
struct ConfigurationEntry: Sendable {
    /// `section.name`, or a name alone for the section `DEFAULT`.
    let key: String
    let text: String
    let location: String?
}
