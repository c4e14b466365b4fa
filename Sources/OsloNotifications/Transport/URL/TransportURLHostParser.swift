// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Reads one `[user[:password]@]host[:port]`.
struct TransportURLHostParser {
    /// Which host of the URL it is, from 1: errors name it so, not by its text.
    let number: Int
    let option: String?

    func parse(_ text: Substring) throws(NotificationError) -> TransportURL.Host {
        var username: String?
        var password: Secret?
        var address = text
        if let (user, rest) = text.cutAtLast("@") {
            address = rest
            if let (name, secret) = user.cut(at: ":") {
                username = PercentEncoding.decode(name)
                password = Secret(PercentEncoding.decode(secret))
            } else {
                username = PercentEncoding.decode(user)
            }
        }
        let (name, portText) = try split(address)
        try check(name: name)
        var port = TransportURL.defaultPort
        if let portText {
            port = try parsePort(portText)
        }
        return TransportURL.Host(name: String(name), port: port, username: username, password: password)
    }

    /// `[v6]`, `[v6]:port`, `name`, `name:port`, or a bare IPv6 address, which has more than one colon.
    private func split(_ address: Substring) throws(NotificationError) -> (name: Substring, port: Substring?) {
        if address.begins(with: "[") {
            guard let (name, rest) = address.dropFirst().cut(at: "]") else {
                throw problem("has a [ without a ]")
            }
            guard rest.isEmpty || rest.begins(with: ":") else {
                throw problem("has something other than :port after its ]")
            }
            return (name, rest.cut(at: ":")?.after)
        }
        guard let (name, port) = address.cut(at: ":"), !port.holds(":") else {
            return (address, nil)
        }
        return (name, port)
    }

    private func check(name: Substring) throws(NotificationError) {
        guard !name.isEmpty else {
            throw problem("has no name")
        }
        let isClean = name.unicodeScalars.allSatisfy { scalar in
            scalar.value > 0x20 && scalar.value != 0x7F && scalar != "[" && scalar != "]" && scalar != "\\"
        }
        guard isClean else {
            throw problem("has a space, control character, bracket or backslash in its name")
        }
    }

    /// The text is not quoted: with a raw `,` or `/` in a password it is a piece of that password.
    private func parsePort(_ text: Substring) throws(NotificationError) -> UInt16 {
        let isNumber = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard isNumber, let port = UInt16(text), port > 0 else {
            throw problem(
                "has a port that is not an integer from 1 to 65535 "
                    + "(in a user or password write %2C for a comma, %2F for /, %3F for ?, %23 for #)"
            )
        }
        return port
    }

    private func problem(_ text: String) -> NotificationError {
        NotificationError(
            .invalidTransportURL,
            "host \(number) of \(option ?? "the transport URL") \(text)",
            option: option
        )
    }
}
