// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Glibc

/// The sockets that a mock cluster accepts its clients on.
///
/// The cluster leaves Nagle's algorithm on: a small answer then waits 40 ms for the client's delayed acknowledgement,
/// which no real broker does. Accepted sockets take the option over from the one that listens.
enum ListeningSockets {
    /// Lets what is accepted on these ports answer at once.
    static func disableDelay(ports: Set<UInt16>) {
        let last = min(sysconf(Int32(_SC_OPEN_MAX)), 4096)
        for descriptor in 3..<max(4, Int32(clamping: last)) where isListening(descriptor) {
            guard let port = port(descriptor), ports.contains(port) else { continue }
            var on: Int32 = 1
            setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        }
    }

    private static func isListening(_ descriptor: Int32) -> Bool {
        var listens: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == 0 && listens != 0
    }

    private static func port(_ descriptor: Int32) -> UInt16? {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutableBytes(of: &address) { bytes in
            bytes.baseAddress.map { getsockname(descriptor, $0.assumingMemoryBound(to: sockaddr.self), &size) } ?? -1
        }
        return result == 0 && address.sin_family == sa_family_t(AF_INET) ? UInt16(bigEndian: address.sin_port) : nil
    }
}
