// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Runs an automaton over a text. It is in all states at once that the text could have brought it to, so each character
/// costs at most two steps for each state, whatever the pattern and the text are.
struct PatternMatcher<States: StateSet> {
    private let program: PatternProgram
    private var current: States
    private var next: States
    private var pending: States
    private var visited: States
    private var isMatched = false
    /// States that were looked at.
    private(set) var steps = 0

    init(_ program: PatternProgram) {
        self.program = program
        let count = program.instructions.count
        current = States(count: count)
        next = States(count: count)
        pending = States(count: count)
        visited = States(count: count)
    }

    /// Whether the text, or a beginning of it, matches.
    mutating func matchesStart(of text: Span<UInt8>, _ looks: [[Bool]]) -> Bool {
        var place = 0
        enter(0, text, place, looks)
        swap(&current, &next)
        while !isMatched, !current.isEmpty, place < text.count {
            let (scalar, length) = SubjectText.scalar(text, at: place)
            place &+= length
            advance(over: scalar, to: place, text, looks)
        }
        return isMatched
    }

    /// The places where a match ends that begins anywhere before; or, reading backwards, where one begins.
    mutating func matches(in text: Span<UInt8>, isBackwards: Bool, _ looks: [[Bool]]) -> [Bool] {
        var places = [Bool](repeating: false, count: text.count + 1)
        var place = isBackwards ? text.count : 0
        while true {
            // What is in `next` came here; a match may begin here as well.
            enter(0, text, place, looks)
            swap(&current, &next)
            places[place] = isMatched
            guard place != (isBackwards ? 0 : text.count) else { return places }
            let (scalar, length) =
                isBackwards ? SubjectText.scalar(text, before: place) : SubjectText.scalar(text, at: place)
            place = isBackwards ? place &- length : place &+ length
            collect(over: scalar, to: place, text, looks)
        }
    }

    private mutating func advance(over scalar: UInt32, to place: Int, _ text: Span<UInt8>, _ looks: [[Bool]]) {
        collect(over: scalar, to: place, text, looks)
        swap(&current, &next)
    }

    /// Fills `next` with the states at a place that `current` comes to over a character.
    private mutating func collect(over scalar: UInt32, to place: Int, _ text: Span<UInt8>, _ looks: [[Bool]]) {
        next.removeAll()
        visited.removeAll()
        isMatched = false
        while let state = current.takeAny() {
            steps &+= 1
            if takes(scalar, in: state) { enter(state &+ 1, text, place, looks) }
        }
    }

    private func takes(_ scalar: UInt32, in state: Int) -> Bool {
        switch program.instructions[state] {
        case .scalar(let expected): scalar == expected
        case .set(let index): program.sets[index].contains(scalar)
        case .any: true
        case .anyButLineEnd: scalar != 0x0A
        default: false
        }
    }

    /// Puts a state into `next`, or those that it leads to without a character.
    private mutating func enter(_ state: Int, _ text: Span<UInt8>, _ place: Int, _ looks: [[Bool]]) {
        _ = pending.insert(state)
        while let state = pending.takeAny() {
            guard visited.insert(state) else { continue }
            steps &+= 1
            switch program.instructions[state] {
            case .scalar, .set, .any, .anyButLineEnd: _ = next.insert(state)
            case .jump(let target): _ = pending.insert(target)
            case .split(let first, let second):
                _ = pending.insert(first)
                _ = pending.insert(second)
            case .assertion(let assertion):
                if assertion.holds(text, at: place) { _ = pending.insert(state &+ 1) }
            case .look(let index, let isNegated):
                if looks[index][place] != isNegated { _ = pending.insert(state &+ 1) }
            case .fail: break
            case .match: isMatched = true
            }
        }
    }
}
