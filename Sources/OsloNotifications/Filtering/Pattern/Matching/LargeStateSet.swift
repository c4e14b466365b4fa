// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// For any automaton; emptied in constant time.
struct LargeStateSet: StateSet {
    private var states: [Int32]
    /// Where in `states` a state stands, if it does.
    private var places: [Int32]
    private var count = 0

    init(count: Int) {
        states = [Int32](repeating: 0, count: count)
        places = states
    }

    var isEmpty: Bool { count == 0 }

    mutating func insert(_ state: Int) -> Bool {
        let place = Int(places[state])
        if place < count, states[place] == Int32(state) { return false }
        states[count] = Int32(state)
        places[state] = Int32(count)
        count += 1
        return true
    }

    mutating func takeAny() -> Int? {
        guard count > 0 else { return nil }
        count -= 1
        return Int(states[count])
    }

    mutating func removeAll() {
        count = 0
    }
}
