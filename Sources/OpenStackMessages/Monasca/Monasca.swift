// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What Monasca's services exchange over Kafka: metrics and log entries, each the whole value of a record, as plain
/// JSON in UTF-8 without any envelope.
public enum Monasca {}
