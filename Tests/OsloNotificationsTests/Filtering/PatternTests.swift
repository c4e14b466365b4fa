// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import OsloNotifications

@Suite struct PatternTests {
    /// What Python takes and this refuses.
    private static let unsupported: Set<String> = [
        "a*+", "a++", "a?+", "a{1,2}+", "(a)\\1", "(?P<x>a)(?P=x)", "(a)(?(1)b)", "(?>a)", "(?>a*)a", "\\N{DIGIT ONE}",
    ]
    private static let tooLarge: Set<String> = ["a{99999}", "((a{100}){100}){100}"]

    private static func matches(_ pattern: String, _ text: String) throws -> Bool {
        try Pattern(pattern).matches(text.utf8.span)
    }

    private static func steps(_ pattern: String, _ text: String) throws -> Int {
        var steps = 0
        _ = try Pattern(pattern).matches(text.utf8.span, steps: &steps)
        return steps
    }

    @Test func `patterns and texts match as in Python, or are refused as there`() throws {
        let cases = try PatternCase.all()
        var compared = 0
        var refused = 0
        for one in cases {
            do {
                let pattern = try Pattern(one.pattern)
                if let error = one.error {
                    Issue.record("\(one.pattern.debugDescription) is taken; Python says \(error)")
                }
                for (bytes, expected) in one.texts {
                    compared += 1
                    let isMatch = pattern.matches(bytes.span)
                    let text = String(decoding: bytes, as: UTF8.self)
                    #expect(isMatch == expected, "\(one.pattern.debugDescription) \(text.debugDescription)")
                }
            } catch {
                refused += 1
                switch error.reason {
                case .malformed: #expect(one.error != nil, "\(one.pattern.debugDescription): \(error.description)")
                case .unsupported: #expect(one.error != nil || Self.unsupported.contains(one.pattern), "\(one.pattern)")
                case .tooLarge: #expect(Self.tooLarge.contains(one.pattern), "\(one.pattern)")
                }
            }
        }
        #expect(cases.count > 2700)
        #expect(compared > 19_000)
        #expect(refused > 300)
    }

    @Test(arguments: [
        ("*", "nothing to repeat at position 0"), ("a**", "multiple repeat at position 2"),
        ("(a", "missing ), unterminated subpattern at position 0"), ("a)", "unbalanced parenthesis at position 1"),
        ("[a", "unterminated character set at position 0"), ("[z-a]", "bad character range z-a at position 1"),
        ("\\q", "bad escape \\q at position 0"), ("\\", "bad escape (end of pattern) at position 0"),
        ("a(?i)b", "global flags not at the start of the expression at position 1"),
        ("(?<=a*)b", "look-behind requires fixed-width pattern"),
        ("a{2,1}", "min repeat greater than max repeat at position 2"),
        ("(?P<1>a)", "bad character in group name at position 4"), ("\\x4", "incomplete escape \\x4 at position 0"),
    ])
    func `what is wrong is told as Python tells it`(_ pattern: String, _ message: String) throws {
        let error = try #require(throws: PatternError.self) { try Pattern(pattern) }
        #expect(error.reason == .malformed)
        #expect(error.description == message)
    }

    @Test(arguments: [
        ("(a)\\1", "a backreference"), ("(?P<x>a)(?P=x)", "a backreference"), ("(a)?(?(1)b)", "a condition on a group"),
        ("(?>a)", "an atomic group"), ("a*+", "a possessive repetition (*+)"),
        ("a{1,2}+", "a possessive repetition ({…}+)"),
        ("\\N{DIGIT ONE}", "the name of a character"),
    ])
    func `what can't be had in linear time is refused by name`(_ pattern: String, _ construct: String) throws {
        let error = try #require(throws: PatternError.self) { try Pattern(pattern) }
        #expect(error.reason == .unsupported)
        #expect(error.message.hasPrefix(construct))
        #expect(error.position != nil)
    }

    @Test(arguments: [
        "(?:a{1000}){1000}", "((((a{0}){5000}){5000}){5000}){5000}", String(repeating: "(", count: 5000), "a{9999999}",
    ])
    func `a pattern that is too large is refused at once`(_ pattern: String) throws {
        let error = try #require(throws: PatternError.self) { try Pattern(pattern) }
        #expect(error.reason == .tooLarge)
    }

    /// Each takes a backtracking engine a time that doubles with every character, or grows with its square.
    @Test(arguments: [
        ("(a+)+$", "a", "!"), ("(a|a)*$", "a", "!"), ("(a|aa)+$", "a", "!"), ("(.*)*x$", "a", ""),
        ("(a?){30}a{30}$", "a", "!"),
        ("^(([a-z])+.)+[A-Z]([a-z])+$", "a", ""), ("(?=(a+)+$)a", "a", "!"), ("a.*(?<=b)$", "a", "!"),
        (".*.*.*=$", "x", ""),
        ("(?i)(é|É)*$", "é", "!"), ("(?:(?:(?:a*)*)*)*b", "a", ""), ("(\\w+\\s?)+$", "a ", "!"),
    ])
    func `a hostile text costs steps in proportion to its length`(_ pattern: String, _ unit: String, _ end: String)
        throws
    {
        let short = try Self.steps(pattern, String(repeating: unit, count: 1000) + end)
        let long = try Self.steps(pattern, String(repeating: unit, count: 10_000) + end)
        #expect(short > 1000)
        #expect(long <= short * 11)
        #expect(long < 10_001 * unit.utf8.count * 400)
    }

    @Test func `states that are more than 64 change nothing`() throws {
        let text = String(repeating: "ab", count: 40)
        #expect(try Self.matches("(?:ab){40}$", text))
        #expect(try !Self.matches("(?:ab){39}$", text))
        #expect(try Self.matches("(?:[ab]b?){30,50}$", text))
        #expect(try Self.matches("(?:a|b|ab){80}\\Z", text))
        #expect(try !Self.matches("(?:a|b|ab){81}\\Z", text))
    }

    @Test(arguments: [
        "compute", "^compute\\.instance\\.", "^compute\\.instance\\..*", "^compute\\..*$",
        "^(compute|network|image)\\.",
        "^compute\\.instance\\.create\\.(start|end)$", "^active$", "x\\Z", "", "^[ab]c", "(?:a|b)(?:c|d)",
        "(?P<svc>nova)\\.",
        "(?s)a.*$", "é",
    ])
    func `the usual patterns need no automaton`(_ pattern: String) throws {
        #expect(try Pattern(pattern).isLiteral)
        #expect(try Self.steps(pattern, "compute.instance.create.end") == 0)
    }

    @Test(arguments: ["a+", "(?i)a", "\\d", "[^a]", ".", "a|b*c", "a(?=b)", "\\ba", "a$b", "[a-z][a-z]", "(?m)a$"])
    func `others do`(_ pattern: String) throws {
        #expect(try !Pattern(pattern).isLiteral)
    }
}
