// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if ServiceLifecycle
public import ServiceLifecycle

/// A service that goes on until the group shuts down, and then sends what is queued. A group ends its services in reverse
/// order: put it before those that send.
extension KafkaProducer: Service {}

/// A service that goes on until the group shuts down, and then leaves its consumer group. Its batches end with that, and
/// so does the service that consumes them. A group ends its services in reverse order: put it after that one.
extension KafkaConsumer: Service {}
#endif
