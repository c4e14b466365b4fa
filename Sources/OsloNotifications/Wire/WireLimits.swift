// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Bounds on what is read and written, so that no input can exhaust the stack or the processor.
public enum WireLimits {
    /// How deep arrays and objects may be nested, the document's own object included.
    public static let maximumDepth = 512
    /// How many digits an integer may have: the bound of Python's `int()`.
    public static let maximumIntegerDigits = 4300
}
