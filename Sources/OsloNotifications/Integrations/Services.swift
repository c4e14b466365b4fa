// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if ServiceLifecycle
public import ServiceLifecycle

/// A service that goes on until the group shuts down, and then closes the transport. A group ends its services in reverse
/// order: put it before listeners and whatever sends.
extension NotificationTransport: Service {}

/// A service that receives until the group shuts down, and then finishes what is being handled.
extension NotificationListener: Service {}
#endif
