// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaConfiguration {
    /// Every property that the running librdkafka knows, sorted, other names of one included; deprecated ones too.
    public static let propertyNames: [String] = PropertyTable.names()
}
