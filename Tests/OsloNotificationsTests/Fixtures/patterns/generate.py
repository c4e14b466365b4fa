#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# Copyright the swift-oslo-notifications authors
"""Writes cases for the pattern engine: what Python's re says of patterns and texts.

usage: generate.py [SEED [COUNT]] > patterns.jsonl

Each line is [PATTERN, ERROR or null, [[TEXT, MATCHES], ...]]. Patterns are made at random, of all constructs that the
engine has, after those that are written down here. The fixture was made by Python 3.11.
"""
import json
import random
import re
import signal
import sys
import warnings

warnings.simplefilter("ignore")

LITERALS = list("aab01._-:") + ["B", "A", "\u00e9", "\u00c9", "\u0663", "\u4e2d", "\U0001f600", " ", "\n", "s", "k", "\u017f", "\u212a", "\u0130"]
TEXT = list("aabbAB01._-:") + ["\u00e9", "\u00c9", "\u0663", "\u4e2d", "\U0001f600", " ", "\n", "\n", "s", "S", "k", "K",
                               "\u017f", "\u212a", "i", "I", "\u0130", "\u0131", "\u00df", "\u1e9e", "\u03c3", "\u03c2", "\t", "\x85", "\u00b5", "\u03bc"]

HAND = [
    "", "a", "^", "$", "^$", r"\Z", r"\A", "a|b", "a|", "|a", "|", "(a)", "()", "(|a)", "a*", "a+", "a?", "a*?", "a+?",
    "a??", "a{2}", "a{2,}", "a{,2}", "a{1,2}", "a{1,2}?", "a{", "a{}", "a{x}", "a{1", "a{1,", "a{1,2", "a{,}", "{", "}", "]",
    "a{2}{3}", "a**", "a*+", "a++", "a?+", "a{1,2}+", "*", "+a", "?", "{1}", "(*)", "^*", "$*", r"\b*", "(?:^)*", "(^)*a", "(?=a)*a",
    "a{2,1}", "a{99999}", "a{4294967295}", "((a{100}){100}){100}", "[", "[]", "[^]", "[]a]", "[^]a]", "[a", "[a-", "[a-]", "[-a]", "[a-z]",
    "[z-a]", r"[\d-z]", r"[a-\d]", r"[\d-]", r"[\w.-]+", "[[a]", "[a--]", "[--a]", "[a&&b]", "[a||b]", "[^\\d\\s]", r"[\b]", r"[\B]", r"[\A]",
    r"[\Z]", r"[\1]", r"[\8]", r"[\777]", r"[\377]", r"[\x41]", r"[\x4]", r"[\u0041]", r"[\U00000041-\U00000043]", r"\x41", r"\x4", r"\u0041",
    r"\u004", r"\U00000041", r"\U00110000", r"\0", r"\07", r"\012", r"\0123", r"\101", r"\1", r"(a)\1", r"(?P<x>a)(?P=x)", r"\8", r"\400", r"\377", r"\q", r"\é",
    r"\-", r"\.", r"\\", "\\", "a\\", r"\a\f\n\r\t\v", r"\d\D\s\S\w\W", r"\b", r"\B", r"a\b", r"a\B", r"\bé", r"é\b", "(", ")", "a)", "(a", "(?", "(?)", "(?a)", "(?P",
    "(?P<", "(?P<>a)", "(?P<a>b)", "(?P<1>b)", "(?P<a b>c)", "(?P<a>b)(?P<a>c)", "(?P<a", "(?Px)", "(?P=a)", "(?:a)", "(?:", "(?#a)b", "(?#a", "a(?#b)*",
    "(?=a)", "(?!a)", "(?<=a)", "(?<!a)", "(?<a)", "(?<", "(?=", "(?!)", "a(?=b)", "a(?!b)", "ab(?<=ab)", "ab(?<!ab)", "ab(?<=b)a", "a(?<=a*)", "a(?<=a|bb)", "a(?<=a|b)",
    "a(?<=(?=b).)", "(?=a*b)a", "(?!a*b)a", "(?=(?!b).)a", "(?<=^)a", "a(?=$)", "a(?=\\n)", "(?=(?=a)a)a", ".(?<=a(?=b))", "(?<=(?<!a)b)",
    "a(?<=a{1})", "aa(?<=a{2})", "a(?<=(?:a|b){1})", "(?i)a", "(?i)É", "(?i)ſ", "(?i)s", "(?i)K", "(?i)\u212a", "(?i)[a-z]+", "(?i)[^a-z]", "(?i)ß", "(?i)ẞ", "(?i)ς", "(?i)σ", "(?i)İ", "(?i)i",
    "(?i)ı", "(?i)[ı]", "(?i)[^İ]", "(?ai)ſ", "(?ai)s", "(?ai)É", "(?ai)[a-z]", "(?i)µ", "(?i)[\u0370-\u03ff]", "(?i)[\U00010400-\U00010410]", "(?a)\\w", "(?a)\\d", "(?a)\\s", "(?a)\\W", "(?a)\\b", "(?a:\\w)\\w", "(?u:\\w)", "(?m)^a", "(?m)a$", "(?s).",
    "(?s).*b", ".*b", "(?x) a b # c", "(?x)a\\ b", "(?x)[ ]", "(?x: a )b", "(?x)(?-x: a)", "(?-x: a)", "(?i:a)b", "(?i-s:a)", "(?-i:a)", "(?i)(?-i:a)", "(?i-i:a)", "(?-)", "(?-:a)", "(?i-)", "(?i-:a)", "(?i-s)", "(?z)", "(?iz)", "(?i", "(?i-s", "(?L)a", "(?au)a", "(?a)(?u)a",
    "(?a-u:b)", "(?-a:b)", "a(?i)b", "(?i)(?m)a", "(?#c)(?i)a", "a|(?i)b", "((?i)a)", "(?(1)a|b)", "(a)(?(1)b)", "(?>a)", "(?>a*)a", "(?'a')", "(?i)(?#c)a", "(?x) (?i)a", " (?i)a",
    "\\N{DIGIT ONE}", "\\Na", "\\A\\Z", "^a$", "^a\\Z", "^a.*$", "^a.*", "^ab?", "^(a|b)\\.", "^(?:aa|ab)$", "[ab]a", "[ab]{2}", "(?s)^a.*$", "a.*$", "(?m)^a.*$", "^a\\n$", "^(a|ab)(b|)$", "(a|b)*", "(a*)*", "(a*)+", "(a*)*b", "(a|a)*b", "(?:a?){3}b", "(a?b??)*",
    "(?:)", "(?:)*", "(?:)+", "x*", "(?:a|b)??", "((a)|b)+", "(a+)+$", "(\\b)*a", "(?:\\b)+a", "(?:$)+", "^^a", "a$$", "\\Aa", "(?m)\\Aa", "a\\Z\\n", ".", "..", "[^a]", "[^\\n]", "\\n", "\\s+", "(?:a{0})", "a{0}b", "(?:a{0}){5}",
    "\ud800", "[\ud800]", ".\ud800", "\\ud800", "\u0130", "(?i)\ufb05", "(?i)\ufb06", "(?i)\u0345", "(?i)\u03b9", "(?i)\u1fbe", "(?i)\u01c5", "(?i)\u01c4", "(?i)\u1e60", "(?i)\u1e9b",
]


def atom(depth):
    choice = random.random()
    if choice < 0.42:
        return re.escape(random.choice(LITERALS)) if random.random() < 0.9 else random.choice(LITERALS)
    if choice < 0.50:
        return "."
    if choice < 0.60:
        return random.choice([r"\d", r"\D", r"\s", r"\S", r"\w", r"\W"])
    if choice < 0.72:
        return charset()
    if choice < 0.80:
        return random.choice(["^", "$", r"\b", r"\B", r"\A", r"\Z"])
    if depth <= 0:
        return random.choice(LITERALS[:5])
    inner = alternation(depth - 1)
    return random.choice(["(%s)", "(?:%s)", "(?:%s)", "(%s)", "(?=%s)", "(?!%s)", "(?<=%s)", "(?<!%s)", "(?i:%s)", "(?s:%s)", "(?m:%s)", "(?a:%s)"]) % inner


def charset():
    items = []
    for _ in range(random.randint(1, 3)):
        choice = random.random()
        if choice < 0.5:
            items.append(random.choice(["a", "b", "A", "0", "_", "\u00e9", "\u4e2d", ".", "s", "\u017f", "k"]))
        elif choice < 0.8:
            low, high = sorted([random.choice("aAb0zZ9\u00e9\u0250"), random.choice("aAb0zZ9\u00e9\u0250")])
            items.append("%s-%s" % (low, high))
        else:
            items.append(random.choice([r"\d", r"\W", r"\s", r"\w", r"\S"]))
    return "[%s%s]" % (random.choice(["", "", "^"]), "".join(items))


def item(depth):
    text = atom(depth)
    if random.random() < 0.3:
        text += random.choice(["*", "+", "?", "{2}", "{1,2}", "{0,2}", "{2,}", "{,1}"])
        if random.random() < 0.2:
            text += "?"
    return text


def alternation(depth):
    branches = []
    for _ in range(random.choice([1, 1, 1, 2, 3])):
        branches.append("".join(item(depth) for _ in range(random.choice([0, 1, 1, 2, 2, 3]))))
    return "|".join(branches)


def text():
    return "".join(random.choice(TEXT) for _ in range(random.choice([0, 1, 1, 2, 2, 3, 3, 4, 5, 7])))


def likely(pattern):
    """Texts of the pattern's own characters, so that many match."""
    letters = [c for c in pattern if c not in "\\()[]{}*+?|^$<>=!:-,"] or ["a"]
    return "".join(random.choice(letters) for _ in range(random.randint(1, 4))) + random.choice(["", "", "\n", "b"])


def match(compiled, text):
    """None where Python does not come to an end."""
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        return compiled.match(text) is not None
    except TimeoutError:
        return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def give_up(*_):
    raise TimeoutError


def case(pattern):
    try:
        compiled = re.compile(pattern)
    except (re.error, OverflowError, ValueError, RecursionError) as error:
        return [pattern, str(error).split(" (line")[0], []]
    texts = {text() for _ in range(4)} | {likely(pattern) for _ in range(3)} | {"", pattern}
    return [pattern, None, [[t, result] for t in sorted(texts) if (result := match(compiled, t)) is not None]]


def main():
    signal.signal(signal.SIGALRM, give_up)
    random.seed(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 2500
    for pattern in HAND:
        print(json.dumps(case(pattern)))
    for _ in range(count):
        pattern = alternation(2)
        if random.random() < 0.25:
            pattern = random.choice(["(?i)", "(?s)", "(?m)", "(?a)", "(?im)", "(?is)", "(?ai)"]) + pattern
        print(json.dumps(case(pattern)))


main()
