// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Finds the known name that a misspelt one probably stands for.
package enum NearestName {
    /// The candidate with the least edit distance; nil when none is near.
    package static func nearest(to name: String, among candidates: [String]) -> String? {
        let limit = max(2, min(name.utf8.count, 60) / 4)
        var best: (name: String, distance: Int)?
        for candidate in candidates {
            let distance = distance(name, candidate)
            if distance <= limit, distance < best?.distance ?? .max {
                best = (candidate, distance)
            }
        }
        return best?.name
    }

    /// Levenshtein's distance of the first 100 bytes, ASCII case ignored.
    package static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.lowercased().utf8.prefix(100))
        let right = Array(right.lowercased().utf8.prefix(100))
        var previous = Array(0...right.count)
        for (row, leftByte) in left.enumerated() {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for (column, rightByte) in right.enumerated() {
                let substituted = previous[column] + (leftByte == rightByte ? 0 : 1)
                current.append(min(substituted, previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous[right.count]
    }
}
