// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka
internal import Glibc

/// Gets a token in a task of its own when librdkafka wants one, and hands it over.
@safe
final class TokenRefresher: @unchecked Sendable {
    // The client is only used inside the lock, and not after `end`, which comes before it is destroyed.
    private let client: OpaquePointer
    private let provider: KafkaOAuthTokenProvider
    private let state = Lock(State())

    private struct State {
        var task: Task<Void, Never>?
        var isEnded = false
    }

    init(client: OpaquePointer, provider: @escaping KafkaOAuthTokenProvider) {
        unsafe self.client = client
        self.provider = provider
    }

    /// librdkafka wants a token. Returns at once; nothing happens while one is being waited for.
    func refresh() {
        state.withLock { state in
            guard !state.isEnded, state.task == nil else { return }
            state.task = Task.detached { await self.fetch() }
        }
    }

    /// The client is about to be destroyed: a token that comes later is nobody's.
    func end() {
        let task = state.withLock { state in
            state.isEnded = true
            return state.task
        }
        task?.cancel()
    }

    private func fetch() async {
        let result: Result<KafkaOAuthToken, any Error>
        do {
            result = .success(try await provider())
        } catch {
            result = .failure(error)
        }
        state.withLock { state in
            state.task = nil
            guard !state.isEnded else { return }
            switch result {
            case .success(let token): set(token)
            case .failure(let error): fail("\(error)")
            }
        }
    }

    private func set(_ token: KafkaOAuthToken) {
        if let refusal = token.refusal() { return fail(refusal) }
        var text = ErrorText()
        let error = unsafe withExtensions(token.extensions) { extensions, count in
            unsafe text.fill {
                unsafe rd_kafka_oauthbearer_set_token(
                    client, token.value, token.expiry, token.principal, extensions, count, $0, $1)
            }
        }
        guard error != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
        // Its text for what is wrong with a token may quote that, whole or cut.
        fail(error == RD_KAFKA_RESP_ERR__INVALID_ARG ? "librdkafka refused the token" : text.string)
    }

    /// Has librdkafka report the failure as an error of the client, and ask again in 10 s.
    private func fail(_ reason: String) {
        unsafe rd_kafka_oauthbearer_set_token_failure(client, reason.isEmpty ? "no reason was given" : reason)
    }

    /// Names and values in turn, as C strings for as long as `body` runs.
    private func withExtensions<Result>(
        _ extensions: [String: String], _ body: (UnsafeMutablePointer<UnsafePointer<CChar>?>?, Int) -> Result
    ) -> Result {
        let texts = extensions.flatMap { [$0.key, $0.value] }
        var copies = unsafe texts.map { unsafe UnsafePointer(strdup($0)) }
        defer { for index in 0..<texts.count { unsafe free(UnsafeMutablePointer(mutating: copies[index])) } }
        return unsafe copies.withUnsafeMutableBufferPointer { unsafe body($0.baseAddress, $0.count) }
    }
}
