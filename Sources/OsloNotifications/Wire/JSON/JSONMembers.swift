// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The members of a JSON object that was built, in the order in which their keys were first set.
struct JSONMembers: Sendable {
    /// From this many members on, keys are found through an index. To look at as many fingerprints takes as long as to
    /// hash one key.
    static let indexThreshold = 96

    struct Member: Sendable {
        let key: JSONText
        /// Equal for equal keys: spares most comparisons of text.
        let fingerprint: UInt64
        var value: JSONValue
    }

    private(set) var all: [Member] = []
    private var index: [JSONText: Int] = [:]

    func value(_ key: JSONText) -> JSONValue? {
        position(of: key, key.fingerprint).map { all[$0].value }
    }

    mutating func reserve(_ count: Int) {
        all.reserveCapacity(count)
    }

    /// An existing one keeps its place.
    mutating func set(_ key: JSONText, to value: JSONValue) {
        let fingerprint = key.fingerprint
        if let position = position(of: key, fingerprint) {
            all[position].value = value
            return
        }
        all.append(Member(key: key, fingerprint: fingerprint, value: value))
        if all.count > Self.indexThreshold {
            index[key] = all.count - 1
        } else if all.count == Self.indexThreshold {
            rebuildIndex()
        }
    }

    mutating func remove(_ key: JSONText) {
        guard let position = position(of: key, key.fingerprint) else { return }
        all.remove(at: position)
        rebuildIndex()
    }

    private mutating func rebuildIndex() {
        index = [:]
        guard all.count >= Self.indexThreshold else { return }
        for (position, member) in all.enumerated() { index[member.key] = position }
    }

    private func position(of key: JSONText, _ fingerprint: UInt64) -> Int? {
        if all.count >= Self.indexThreshold { return index[key] }
        for position in all.indices where all[position].fingerprint == fingerprint {
            if all[position].key == key { return position }
        }
        return nil
    }
}
