// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What to do with NaN and the infinities, which JSON cannot express. They are always read.
public enum NonFiniteNumbers: Sendable, Hashable {
    /// Throw ``WireError/Code/nonFiniteNumber`` with the path of the value.
    case refuse
    /// Write `NaN`, `Infinity` and `-Infinity` as Python does; strict parsers reject the result.
    case pythonWords
}
