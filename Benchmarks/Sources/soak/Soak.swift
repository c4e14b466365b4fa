// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Glibc

/// Millions of records each way and a thousand clients, with a look at memory and threads on the way. Prints what it saw;
/// exits 1 when something grew.
@main
enum Soak {
    static func main() async {
        guard let options = Options(Array(CommandLine.arguments.dropFirst())) else { end(64, Options.usage) }
        // Not in main's own body: it is isolated to the main actor, from where everything costs more.
        let result = await Task.detached { await run(options) }.value
        switch result {
        case .success(let growth) where growth.isEmpty: print("memory and threads are flat")
        case .success(let growth): end(1, growth.joined(separator: "\n"))
        case .failure(let error): end(1, "\(error)")
        }
    }

    private static func run(_ options: Options) async -> Result<[String], any Error> {
        do {
            // The last one is first as well: what a client costs for the first time is no growth.
            try await ClientsPhase(options, count: 10).run()
            var growth: [String] = []
            growth += try await SendPhase(options).run()
            growth += try await ReceivePhase(options).run()
            growth += try await ClientsPhase(options, count: options.clients).run()
            return .success(growth)
        } catch {
            return .failure(error)
        }
    }

    private static func end(_ code: Int32, _ message: String) -> Never {
        let bytes = Array("soak: \(message)\n".utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
        exit(code)
    }
}
