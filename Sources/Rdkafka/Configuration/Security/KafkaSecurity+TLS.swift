// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaSecurity {
    /// An encrypted connection.
    ///
    /// The broker has to show a certificate that one of `authorities` signed, and that is for the name or address that
    /// was connected to, unless told otherwise.
    public struct TLS: Sendable {
        /// Certificates, each in PEM form.
        public enum Certificates: Sendable, Hashable {
            /// Of a file, or of a folder as OpenSSL's `c_rehash` makes it.
            case file(String)
            /// Of a text, with any number of them one after the other.
            case pem(String)
        }

        /// What of the broker's certificate is checked.
        public enum Verification: Sendable, Hashable {
            /// Who signed it, and that it is for the name that was connected to.
            case full
            /// Who signed it. Whoever has another certificate of the same authority can pretend to be the broker.
            case certificateOnly
            /// Nothing: anybody can pretend to be the broker.
            case none
        }

        /// Who may have signed the broker's certificate; nil is whoever the system trusts.
        public var authorities: Certificates?
        /// The client's own certificate, for brokers that ask for one.
        public var identity: Identity?
        /// What of the broker's certificate is checked.
        public var verification: Verification

        /// Encryption with these certificates.
        public init(
            authorities: Certificates? = nil, identity: Identity? = nil, verification: Verification = .full
        ) {
            self.authorities = authorities
            self.identity = identity
            self.verification = verification
        }

        var properties: [String: String] {
            var properties = identity?.properties ?? [:]
            switch authorities {
            case .file(let path): properties["ssl.ca.location"] = path
            case .pem(let text): properties["ssl.ca.pem"] = text
            case nil: break
            }
            properties["ssl.endpoint.identification.algorithm"] = verification == .full ? "https" : "none"
            properties["enable.ssl.certificate.verification"] = verification == .none ? "false" : "true"
            return properties
        }
    }
}
