// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Who gets the outcome of a record whose slot no task waits at alone.
enum DeliveryReceiver {
    /// Several records that are awaited together.
    case batch(DeliveryBatch)
    /// A posted record that carries a value of the program's.
    case posted(PostedRecord)
}

/// A posted record that wants its report.
class PostedRecord {
    /// The report has come.
    func report(_ outcome: DeliveryOutcome) {}
}
