// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Makes the automaton of a pattern.
struct PatternCompiler {
    /// States of all automata of a pattern: what a match may cost for each character of a text.
    static let maximumStates = 10_000

    /// Those inside of others come first.
    private(set) var looks: [PatternLook] = []
    /// Nodes that were compiled, which a repetition does once for each time.
    private var work = 0

    mutating func compile(_ node: PatternNode) throws(PatternError) -> PatternProgram {
        try compile(node, isReversed: false)
    }

    private mutating func compile(_ node: PatternNode, isReversed: Bool) throws(PatternError) -> PatternProgram {
        var program = PatternProgram()
        try emit(node, isReversed, &program)
        program.instructions.append(.match)
        return program
    }

    private mutating func emit(
        _ node: PatternNode, _ isReversed: Bool, _ program: inout PatternProgram
    ) throws(PatternError) {
        work += 1
        guard work <= Self.maximumStates else {
            throw PatternError(
                reason: .tooLarge,
                message: "the pattern has more than \(Self.maximumStates) states, counted with all repetitions")
        }
        switch node {
        case .empty: break
        case .never: program.instructions.append(.fail)
        case .literal(let scalar): program.instructions.append(.scalar(scalar))
        case .set(let set):
            program.instructions.append(.set(program.sets.count))
            program.sets.append(set)
        case .any(let dotAll): program.instructions.append(dotAll ? .any : .anyButLineEnd)
        case .assertion(let assertion): program.instructions.append(.assertion(assertion))
        case .concatenation(let nodes):
            for node in isReversed ? nodes.reversed() : nodes { try emit(node, isReversed, &program) }
        case .alternation(let nodes): try emit(alternation: nodes, isReversed, &program)
        case .repetition(let node, let minimum, let maximum):
            try emit(repetitionOf: node, minimum, maximum, isReversed, &program)
        case .look(let node, let isBehind, let isNegated):
            let look = PatternLook(program: try compile(node, isReversed: !isBehind), isBehind: isBehind)
            program.instructions.append(.look(looks.count, isNegated: isNegated))
            looks.append(look)
        }
    }

    private mutating func emit(
        alternation nodes: [PatternNode], _ isReversed: Bool, _ program: inout PatternProgram
    ) throws(PatternError) {
        var jumps: [Int] = []
        for (index, node) in nodes.enumerated() {
            guard index < nodes.count - 1 else {
                try emit(node, isReversed, &program)
                break
            }
            let split = program.reserve()
            try emit(node, isReversed, &program)
            jumps.append(program.reserve())
            program.instructions[split] = .split(split + 1, program.end)
        }
        for jump in jumps { program.instructions[jump] = .jump(program.end) }
    }

    private mutating func emit(
        repetitionOf node: PatternNode, _ minimum: Int, _ maximum: Int?, _ isReversed: Bool,
        _ program: inout PatternProgram
    ) throws(PatternError) {
        var start = program.end
        var count = 0
        while count < minimum {
            start = program.end
            try emit(node, isReversed, &program)
            count += 1
        }
        guard let maximum else {
            if minimum > 0 {
                program.instructions.append(.split(start, program.end + 1))
            } else {
                let split = program.reserve()
                try emit(node, isReversed, &program)
                program.instructions.append(.jump(split))
                program.instructions[split] = .split(split + 1, program.end)
            }
            return
        }
        var splits: [Int] = []
        while count < maximum {
            splits.append(program.reserve())
            try emit(node, isReversed, &program)
            count += 1
        }
        for split in splits { program.instructions[split] = .split(split + 1, program.end) }
    }
}

extension PatternProgram {
    fileprivate var end: Int { instructions.count }

    /// The place of an instruction that is still to come.
    fileprivate mutating func reserve() -> Int {
        instructions.append(.fail)
        return instructions.count - 1
    }
}
