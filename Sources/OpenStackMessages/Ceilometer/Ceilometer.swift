// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What Ceilometer sends: samples of meters, and events with traits. Both are the payloads of ordinary notifications of
/// priority `sample`; a payload is a list of messages, each with a signature of its own.
public enum Ceilometer {}
