// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaSecurity.TLS {
    /// A client's certificate and the private key that it belongs to.
    public struct Identity: Sendable {
        let properties: [String: String]

        /// From files in PEM form.
        ///
        /// - Parameters:
        ///   - certificate: the path of the client's certificate, which those that signed it may follow.
        ///   - key: the path of its private key.
        ///   - keyPassword: of the key, if it is encrypted.
        public static func files(certificate: String, key: String, keyPassword: String? = nil) -> Identity {
            Identity(
                ["ssl.certificate.location": certificate, "ssl.key.location": key], keyPassword: keyPassword)
        }

        /// From texts in PEM form. librdkafka reads one certificate of the text: where brokers need those between it
        /// and their authority too, it has to be a file.
        ///
        /// - Parameters:
        ///   - certificate: the client's certificate.
        ///   - key: its private key.
        ///   - keyPassword: of the key, if it is encrypted.
        public static func pem(certificate: String, key: String, keyPassword: String? = nil) -> Identity {
            Identity(["ssl.certificate.pem": certificate, "ssl.key.pem": key], keyPassword: keyPassword)
        }

        /// From a PKCS#12 file, which holds both.
        public static func pkcs12(file: String, password: String) -> Identity {
            Identity(["ssl.keystore.location": file, "ssl.keystore.password": password], keyPassword: nil)
        }

        private init(_ properties: [String: String], keyPassword: String?) {
            var properties = properties
            properties["ssl.key.password"] = keyPassword
            self.properties = properties
        }
    }
}

extension KafkaSecurity.TLS.Identity: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The properties in order of their names, secrets masked.
    public var description: String { KafkaConfiguration.masked(properties) }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// Shows what ``description`` does: a dump must not have the secrets either.
    public var customMirror: Mirror { Mirror(self, children: ["properties": description]) }
}
