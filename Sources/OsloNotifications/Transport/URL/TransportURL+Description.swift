// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension TransportURL: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The URL with `***` in place of passwords.
    public var description: String { text(revealingSecrets: false) }

    /// The URL with `***` in place of passwords.
    public var debugDescription: String { description }

    /// Shows ``description`` only: the query may hold a secret as well.
    public var customMirror: Mirror { Mirror(self, children: ["url": description]) }

    /// The URL with its passwords, percent-encoded so that parsing it gives an equal value.
    public func stringRevealingSecrets() -> String { text(revealingSecrets: true) }

    private func text(revealingSecrets: Bool) -> String {
        var text = "\(scheme)://"
        text += hosts.map { $0.text(revealingSecrets: revealingSecrets) }.joined(separator: ",")
        if let virtualHost {
            text += "/" + PercentEncoding.encode(virtualHost, keeping: "/")
        }
        if !query.isEmpty {
            let items = query.map { item in
                let isMasked = !revealingSecrets && Secret.isName(item.name)
                let value = isMasked ? Secret.mask : PercentEncoding.encodeForm(item.value)
                return "\(PercentEncoding.encodeForm(item.name))=\(value)"
            }
            text += "?" + items.joined(separator: "&")
        }
        return text
    }
}

extension TransportURL.Host {
    fileprivate func text(revealingSecrets: Bool) -> String {
        guard let username else { return address }
        var userInformation = PercentEncoding.encode(username)
        if let password {
            userInformation += ":" + (revealingSecrets ? PercentEncoding.encode(password.revealed) : Secret.mask)
        }
        return "\(userInformation)@\(address)"
    }
}
