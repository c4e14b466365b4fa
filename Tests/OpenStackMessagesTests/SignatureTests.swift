// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OpenStackMessages
internal import OsloNotifications
internal import Testing

struct SignatureTests {
    private let signer = Ceilometer.Signer(secret: "s")
    private let message: JSONObject = ["counter_name": "m", "counter_volume": 1]

    @Test("A signature is what Ceilometer computes", arguments: SignatureVector.all)
    func vector(_ vector: SignatureVector) throws {
        let signer = Ceilometer.Signer(secret: vector.secret)
        #expect(try signer.signature(of: vector.message) == vector.signature)
        // An object in the signature's place is signed as any other, and gone where there is a signature.
        if vector.message[Ceilometer.Signer.field]?.objectValue != nil { return }
        var signed = vector.message
        signed[Ceilometer.Signer.field] = .string(vector.signature)
        try signer.check(signed)
    }

    @Test("There are vectors")
    func count() {
        #expect(SignatureVector.all.count == 55)
    }

    @Test("The order of the members does not count")
    func order() throws {
        let other: JSONObject = ["counter_volume": 1, "counter_name": "m"]
        #expect(try signer.signature(of: other) == signer.signature(of: message))
    }

    @Test(
        "What was changed, is signed with another secret, or is not signed, is refused",
        arguments: [
            ["counter_volume": 2], ["counter_volume": 1.0], ["more": nil], ["counter_name": "M"],
            ["message_signature": ""], ["message_signature": nil], ["message_signature": 1],
            ["message_signature": "0000000000000000000000000000000000000000000000000000000000000000"],
        ] as [JSONObject])
    func refused(changes: JSONObject) throws {
        var signed = message
        signed["message_signature"] = .string(try signer.signature(of: message))
        try signer.check(signed)
        let otherSigner = Ceilometer.Signer(secret: "t")
        #expect(throws: MessageError.self) { try otherSigner.check(signed) }
        for (key, value) in changes { signed[key] = value }
        let error = #expect(throws: MessageError.self) { try signer.check(signed) }
        #expect(error?.code == .wrongSignature)
    }

    @Test("Without a secret nothing is signed and everything accepted, as with Ceilometer")
    func unsigned() throws {
        #expect(try Ceilometer.Signer.unsigned.signature(of: message) == "")
        try Ceilometer.Signer.unsigned.check(message)
    }

    @Test("A text with a lone surrogate can't be signed: Python dies of it")
    func loneSurrogate() throws {
        for text in [#"{"a": "\ud800"}"#, #"{"a": {"b": ["\ud800"]}}"#] {
            let message = try #require(try JSONValue(parsing: text).objectValue)
            let error = #expect(throws: MessageError.self) { try signer.signature(of: message) }
            #expect(error?.code == .unencodable)
            #expect(error?.message.contains("a") == true)
            var signed = message
            signed["message_signature"] = "x"
            #expect(throws: MessageError.self) { try signer.check(signed) }
        }
    }

    @Test("What is nested too deep is refused, in objects and in lists")
    func depth() throws {
        let levels = 0..<WireLimits.maximumDepth
        let object = levels.reduce(JSONValue.null) { inner, _ in ["a": inner] }
        let list = levels.reduce(JSONValue.null) { inner, _ in [inner] }
        for value in [object, list] {
            let error = #expect(throws: MessageError.self) { try signer.signature(of: ["a": value]) }
            #expect(error?.code == .unencodable)
        }
        #expect(try signer.signature(of: #require(object.objectValue)).utf8.count == 64)
    }
}
