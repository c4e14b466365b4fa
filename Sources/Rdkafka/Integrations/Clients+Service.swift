// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if ServiceLifecycle
public import ServiceLifecycle

/// A service that goes on until the group shuts down, and then sends what is queued. A group ends its services in reverse
/// order: put it before those that send.
extension KafkaProducer: Service {}

/// A service that goes on until the group shuts down, and then leaves its consumer group. Its batches end with that, so
/// what consumes them can't be a service of the same group, which takes the end of one for a failure of all: see
/// ``KafkaConsumerService`` for both in one.
extension KafkaConsumer: Service {}
#endif
