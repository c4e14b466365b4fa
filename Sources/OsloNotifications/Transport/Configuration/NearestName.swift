// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Finds the known name that a misspelt one probably stands for, as it is done for librdkafka's properties.
enum NearestName {
    /// The candidate with the least edit distance; `nil` when none is near.
    static func nearest(to name: String, among candidates: [String]) -> String? {
        Rdkafka.NearestName.nearest(to: name, among: candidates)
    }

    /// Levenshtein's distance of the first 100 bytes, ASCII case ignored.
    static func distance(_ left: String, _ right: String) -> Int {
        Rdkafka.NearestName.distance(left, right)
    }
}
