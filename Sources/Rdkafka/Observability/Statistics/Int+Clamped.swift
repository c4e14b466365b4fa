// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension Int {
    /// The sum, or the nearest number that there is: values come from outside and must not trap.
    func addingClamped(_ other: Int) -> Int {
        let (sum, overflows) = addingReportingOverflow(other)
        guard overflows else { return sum }
        return other > 0 ? .max : .min
    }
}
