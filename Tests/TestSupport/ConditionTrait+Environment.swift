// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import Testing

extension Trait where Self == ConditionTrait {
    /// Skips a test or suite where there is no real Kafka.
    public static var needsRealKafka: Self {
        .enabled(if: TestBroker.isReal, "needs a real Kafka: set KAFKA_BOOTSTRAP")
    }

    /// Skips a test or suite where there is no real Kafka with secure listeners.
    public static var needsSecuredKafka: Self {
        .enabled(
            if: SecuredKafka.current != nil, "needs Scripts/kafka start --security: set KAFKA_SECURITY to its file")
    }

    /// Skips a test or suite where there is no Python with oslo.messaging.
    public static var needsOsloMessaging: Self {
        .enabled(if: OsloPython.isAvailable, "needs a Python with oslo.messaging: set OSLO_PYTHON")
    }

    /// Skips a test or suite where there is no Python with Ceilometer and Monasca.
    public static var needsOpenStack: Self {
        .enabled(if: OpenStackPython.isAvailable, "needs a Python with Ceilometer and Monasca: set OPENSTACK_PYTHON")
    }
}
