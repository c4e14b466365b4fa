// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Testing

@testable internal import OpenStackMessages

struct CryptographyTests {
    @Test(
        "SHA-256: the examples of FIPS 180-4",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func examples(_ text: String, _ expected: String) {
        #expect(hash([Array(text.utf8)]).hex == expected)
    }

    /// The hash of all hashes, as Python's hashlib makes it.
    @Test("SHA-256: every length around the size of a block, in one piece or in several")
    func lengths() {
        var whole: [UInt8] = []
        var pieces: [UInt8] = []
        for count in 0...200 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7 + count) }
            whole += hash([bytes])
            pieces += hash([Array(bytes.prefix(count / 3)), [], Array(bytes.dropFirst(count / 3))])
        }
        #expect(pieces == whole)
        #expect(hash([whole]).hex == "e673d33f6940a6d3856d0d305fd88363ae0ba3b96e2411d8ddd5e0dd443f4525")
    }

    /// Case 5, a truncated code, does not apply.
    @Test(
        "HMAC-SHA-256: the test cases of RFC 4231",
        arguments: [
            (
                [UInt8](repeating: 0x0b, count: 20), Array("Hi There".utf8),
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                [UInt8](repeating: 0xaa, count: 20), [UInt8](repeating: 0xdd, count: 50),
                "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
            ),
            (
                Array(1...25), [UInt8](repeating: 0xcd, count: 50),
                "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
            ),
            (
                [UInt8](repeating: 0xaa, count: 131),
                Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
            (
                [UInt8](repeating: 0xaa, count: 131),
                Array(
                    ("This is a test using a larger than block-size key and a larger than block-size data. "
                        + "The key needs to be hashed before being used by the HMAC algorithm.").utf8),
                "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
            ),
        ] as [([UInt8], [UInt8], String)])
    func codes(key: [UInt8], message: [UInt8], expected: String) {
        var code = HMACSHA256(key: key)
        code.update(message)
        #expect(code.finish().hex == expected)
    }

    private func hash(_ pieces: [[UInt8]]) -> [UInt8] {
        var hash = SHA256()
        for piece in pieces { hash.update(piece) }
        return hash.finish()
    }
}
