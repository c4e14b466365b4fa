// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import TestSupport
import Testing

@testable import Rdkafka

@Suite(.timeLimit(.minutes(2))) struct TokenRefusalTests {
    private static let secret = String(repeating: "SECRET", count: 120)

    private func token(
        _ value: String = "a.b.c", principal: String = "p", expiry: Int64 = 2, extensions: [String: String] = [:]
    ) -> KafkaOAuthToken {
        KafkaOAuthToken(value, principal: principal, expiry: expiry, extensions: extensions)
    }

    @Test func aTokenThatIsRightIsNotRefused() {
        #expect(token("a b\t\r\n~", extensions: ["logicalCluster": "lkc-1"]).refusal(at: 1) == nil)
    }

    @Test func whatIsWrongIsSaidWithoutTheToken() {
        let wrong: [(KafkaOAuthToken, String)] = [
            (token(""), "the token is empty"),
            (token(Self.secret + "é"), "at byte 720"),
            (token(Self.secret + "\0"), "at byte 720"),
            (token("\u{feff}" + Self.secret), "at byte 0"),
            (token(Self.secret + "\u{7f}"), "at byte 720"),
            (token(principal: "a\0b"), "principal"),
            (token(expiry: 1), "ended 0 ms ago"),
            (token(extensions: ["auth": "x"]), "auth is reserved"),
            (token(extensions: ["": "x"]), "allowed: letters"),
            (token(extensions: ["a1": "x"]), "allowed: letters"),
            (token(extensions: ["a": ""]), "extension a is empty"),
            (token(extensions: ["a": Self.secret + "é"]), "extension a is empty or has a character"),
        ]
        for (token, expected) in wrong {
            let refusal = token.refusal(at: 1) ?? "none"
            #expect(refusal.contains(expected))
            #expect(!refusal.contains("SECRET"))
        }
    }

    @Test("a token that librdkafka would refuse is printed nowhere, however long it is")
    func aTokenIsNotPrinted() async throws {
        let value = Self.secret + "é"
        var configuration: KafkaConfiguration = ["bootstrap.servers": "127.0.0.1:1"]
        configuration.security = .sasl(
            .oauthBearer { KafkaOAuthToken(value, principal: "p", expiresIn: .seconds(60)) }, tls: nil)
        let lines = Collected<String>()
        let producer = try KafkaProducer(configuration: configuration, logHandler: { lines.append($0.message) })
        let said = try await lines.wait { $0.contains { $0.contains("at byte 720") } }
        #expect(!said.contains { $0.contains("SECRET") })
        #expect(producer.lastConnectionError?.description.contains("SECRET") != true)
        await producer.shutdown(timeout: .zero)
    }
}
