// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka

/// Clients made and ended: asked to, or dropped; connected, or not. Threads and memory have to come back.
struct ClientsPhase {
    private let options: Options
    private let count: Int

    init(_ options: Options, count: Int) {
        self.options = options
        self.count = count
    }

    @discardableResult
    func run() async throws -> [String] {
        var watch = Watch("clients", count: count)
        for number in 1...max(1, count) {
            try await runClient(number)
            if number % 10 == 0 {
                try await waitForThreads(atMost: 24)
                watch.note(number)
            }
        }
        // The pool has a few, and ends them when it likes.
        try await waitForThreads(atMost: 12)
        return watch.growth
    }

    private func runClient(_ number: Int) async throws {
        let bootstrap = number % 3 == 0 ? "127.0.0.1:1" : options.bootstrap
        if number % 2 == 0 {
            let producer = try KafkaProducer(configuration: ["bootstrap.servers": bootstrap])
            try producer.post(ProducerRecord(topic: options.topic, value: [1]))
            if number % 4 == 0 { await producer.shutdown(timeout: .milliseconds(100)) }
        } else {
            let consumer = try KafkaConsumer(configuration: ["bootstrap.servers": bootstrap, "group.id": "clients"])
            try await consumer.subscribe(to: [options.topic])
            if number % 4 == 1 { await consumer.shutdown(timeout: .seconds(1)) }
        }
    }

    /// Until those who were dropped have ended, which they do by themselves.
    private func waitForThreads(atMost limit: Int) async throws {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(60)
        while Footprint.now.threads > limit {
            guard clock.now < deadline else { throw SoakError("\(Footprint.now.threads) threads are left") }
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}
