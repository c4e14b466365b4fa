// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A topic that no other test and no earlier run has used.
public func uniqueTopic(_ prefix: String) -> String { uniqueName(prefix) }

/// A consumer group that no other test and no earlier run has used.
public func uniqueGroup(_ prefix: String) -> String { uniqueName(prefix) }

/// A name that nothing else has.
public func uniqueName(_ prefix: String) -> String {
    "\(prefix)-\(String(UInt64.random(in: .min ... .max), radix: 36))"
}
