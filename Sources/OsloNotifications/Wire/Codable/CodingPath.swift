// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The way from a payload to a value in it, built only link by link and spelled out only when asked for.
indirect enum CodingPath: Sendable {
    case root
    case child(of: CodingPath, key: any CodingKey)

    var keys: [any CodingKey] {
        var keys: [any CodingKey] = []
        var path = self
        while case .child(let parent, let key) = path {
            keys.append(key)
            path = parent
        }
        return keys.reversed()
    }

    func appending(_ key: any CodingKey) -> CodingPath {
        .child(of: self, key: key)
    }
}

/// A key made on the spot: the index of an element, or `super`.
struct PlainCodingKey: CodingKey {
    static let `super` = PlainCodingKey(stringValue: "super")

    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(intValue: Int) {
        stringValue = String(intValue)
        self.intValue = intValue
    }

    init(index: Int) {
        stringValue = "Index \(index)"
        intValue = index
    }
}
