// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A growing run of bytes that is written front to back and reused.
///
/// The storage is kept filled beyond `count`, so that whole words can be stored and only partly counted.
struct WireBuffer: Sendable {
    private var storage: [UInt8]
    private(set) var count = 0

    init() {
        storage = []
    }

    init(capacity: Int) {
        storage = [UInt8](repeating: 0, count: capacity)
    }

    /// A copy of what was written.
    var bytes: [UInt8] { Array(storage[..<count]) }

    func withSpan<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(storage.span.extracting(first: count))
    }

    /// Gives the bytes away without copying them and leaves the buffer empty.
    mutating func take() -> [UInt8] {
        var bytes: [UInt8] = []
        swap(&bytes, &storage)
        bytes.removeLast(bytes.count - count)
        count = 0
        return bytes
    }

    mutating func removeAll() {
        count = 0
    }

    mutating func truncate(to newCount: Int) {
        count = min(count, newCount)
    }

    /// Makes room for `extra` more bytes.
    @inline(__always)
    mutating func reserve(_ extra: Int) {
        if storage.count &- count < extra { grow(extra) }
    }

    @inline(never)
    private mutating func grow(_ extra: Int) {
        let target = max(count + extra, storage.count * 2, 256)
        storage.reserveCapacity(target)
        storage.append(contentsOf: repeatElement(0, count: target - storage.count))
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        reserve(1)
        storage[count] = byte
        count &+= 1
    }

    /// Appends the lowest `length` bytes of `word`, the least significant first.
    @inline(__always)
    mutating func append(word: UInt64, length: Int) {
        reserve(8)
        let end = count
        var span = storage.mutableSpan
        var raw = span.mutableBytes
        raw.storeBytes(of: word.littleEndian, toByteOffset: end, as: UInt64.self)
        count = end &+ length
    }

    @inline(__always)
    mutating func append(_ word: WireWord) {
        append(word: word.bytes, length: word.length)
    }

    mutating func append(contentsOf source: Span<UInt8>) {
        reserve(source.count &+ 8)
        let end = count
        var span = storage.mutableSpan
        var raw = span.mutableBytes
        var index = 0
        while index &+ 8 <= source.count {
            raw.storeBytes(of: source.word(at: index), toByteOffset: end &+ index, as: UInt64.self)
            index &+= 8
        }
        while index < source.count {
            raw.storeBytes(of: source[index], toByteOffset: end &+ index, as: UInt8.self)
            index &+= 1
        }
        count = end &+ source.count
    }

    mutating func append(contentsOf bytes: [UInt8]) {
        append(contentsOf: bytes.span)
    }

    mutating func append(contentsOf text: String) {
        append(contentsOf: text.utf8.span)
    }

    /// Lets `body` store at most `limit` bytes from `end` on, and whole words that reach beyond; it moves `end` on.
    @inline(__always)
    mutating func append<Failure: Error>(
        upTo limit: Int,
        _ body: (inout MutableRawSpan, _ end: inout Int) throws(Failure) -> Void
    ) throws(Failure) {
        reserve(limit &+ 8)
        var end = count
        var span = storage.mutableSpan
        var raw = span.mutableBytes
        try body(&raw, &end)
        count = end
    }

    /// Copies from `source[start]` up to the first byte that `scan` flags, and returns that byte's index, or
    /// the source's count.
    ///
    /// `scan` takes eight bytes and returns a word whose lowest set bit is the top bit of the first flagged byte.
    @inline(__always)
    mutating func appendRun(
        of source: Span<UInt8>,
        from start: Int,
        until scan: (UInt64) -> UInt64
    ) -> Int {
        reserve(source.count &- start &+ 8)
        var end = count
        var span = storage.mutableSpan
        var raw = span.mutableBytes
        let index = Self.copyRun(of: source, from: start, until: scan, to: &raw, at: &end)
        count = end
        return index
    }

    /// Appends `before`, then copies from `source` as ``appendRun(of:from:until:)`` does, and appends `after` when it
    /// copied all of it.
    @inline(__always)
    mutating func append(
        _ before: WireWord,
        runOf source: Span<UInt8>,
        until scan: (UInt64) -> UInt64,
        _ after: WireWord
    ) -> Int {
        reserve(source.count &+ 24)
        var end = count
        var span = storage.mutableSpan
        var raw = span.mutableBytes
        raw.storeBytes(of: before.bytes.littleEndian, toByteOffset: end, as: UInt64.self)
        end &+= before.length
        let index = Self.copyRun(of: source, from: 0, until: scan, to: &raw, at: &end)
        if index == source.count {
            raw.storeBytes(of: after.bytes.littleEndian, toByteOffset: end, as: UInt64.self)
            end &+= after.length
        }
        count = end
        return index
    }

    /// Stores whole words, which may reach seven bytes beyond what is copied.
    @inline(__always)
    private static func copyRun(
        of source: Span<UInt8>,
        from start: Int,
        until scan: (UInt64) -> UInt64,
        to raw: inout MutableRawSpan,
        at end: inout Int
    ) -> Int {
        var index = start
        while index &+ 8 <= source.count {
            let word = source.word(at: index)
            raw.storeBytes(of: word, toByteOffset: end, as: UInt64.self)
            let flags = scan(UInt64(littleEndian: word))
            if flags != 0 {
                let plain = flags.trailingZeroBitCount &>> 3
                end &+= plain
                return index &+ plain
            }
            index &+= 8
            end &+= 8
        }
        let length = source.count &- index
        let word = source.lastWord(from: index)
        raw.storeBytes(of: word.littleEndian, toByteOffset: end, as: UInt64.self)
        let flags = scan(word | WordScan.filler(above: length))
        let plain = flags == 0 ? length : flags.trailingZeroBitCount &>> 3
        end &+= plain
        return index &+ plain
    }
}

/// At most eight bytes, the first one lowest.
struct WireWord {
    var bytes: UInt64
    var length: Int

    static let none = WireWord(bytes: 0, length: 0)

    /// These bytes, then those; together at most eight.
    @inline(__always)
    func followed(by next: WireWord) -> WireWord {
        WireWord(bytes: bytes | next.bytes &<< UInt64(length &* 8), length: length &+ next.length)
    }
}
