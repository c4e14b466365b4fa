// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// The memory of batches that are gone, for those to come: the allocator would give it back to the system and get it
/// again, page by page, with each batch.
@safe
final class BatchMemory: @unchecked Sendable {
    // A block is in the list, which the lock guards, or it is one batch's.
    @safe
    struct Block: @unchecked Sendable {
        let start: UnsafeMutableRawPointer
        let capacity: Int

        init(capacity: Int) {
            unsafe start = .allocate(byteCount: capacity, alignment: MemoryLayout<RecordPlace>.alignment)
            self.capacity = capacity
        }

        func deallocate() {
            unsafe start.deallocate()
        }
    }

    private struct Kept {
        var blocks: [Block] = []
        var size = 0
    }

    private let kept = Lock(Kept())

    /// So much is kept at most while no batch needs it.
    private static let limit = 8 << 20
    private static let granule = 16 << 10

    /// The bytes of all blocks that no batch has.
    var keptSize: Int { kept.withLock { $0.size } }

    deinit {
        for block in kept.withLock({ $0.blocks }) { block.deallocate() }
    }

    /// A block of at least so many bytes, and not of many times as much: a batch may be kept for long.
    func take(_ size: Int) -> Block {
        let found = kept.withLock { kept -> Block? in
            guard
                let index = kept.blocks.lastIndex(where: {
                    $0.capacity >= size && $0.capacity / 4 <= max(size, Self.granule)
                })
            else { return nil }
            let block = kept.blocks.remove(at: index)
            kept.size -= block.capacity
            return block
        }
        return found ?? Block(capacity: (size + Self.granule - 1) / Self.granule * Self.granule)
    }

    /// A batch is gone. The oldest blocks make room, since they are those that no batch has needed.
    func give(_ block: Block) {
        guard block.capacity <= Self.limit / 2 else { return block.deallocate() }
        let dropped = kept.withLock { kept -> [Block] in
            kept.blocks.append(block)
            kept.size += block.capacity
            var dropped: [Block] = []
            while kept.size > Self.limit {
                let oldest = kept.blocks.removeFirst()
                kept.size -= oldest.capacity
                dropped.append(oldest)
            }
            return dropped
        }
        for block in dropped { block.deallocate() }
    }
}
