// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A message authentication code with SHA-256 (RFC 2104), fed piece by piece. A copy that nothing was fed to serves for
/// any number of messages.
struct HMACSHA256 {
    private var inner = SHA256()
    private var outer = SHA256()

    init(key: [UInt8]) {
        var block = key
        if key.count > SHA256.blockSize {
            var hash = SHA256()
            hash.update(key)
            block = hash.finish()
        }
        block.append(contentsOf: repeatElement(0, count: SHA256.blockSize - block.count))
        inner.update(block.map { $0 ^ 0x36 })
        outer.update(block.map { $0 ^ 0x5c })
    }

    mutating func update(_ bytes: some Collection<UInt8>) {
        inner.update(bytes)
    }

    /// The code, 32 bytes.
    consuming func finish() -> [UInt8] {
        outer.update(inner.finish())
        return outer.finish()
    }
}
