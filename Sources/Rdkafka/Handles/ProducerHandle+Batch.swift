// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension ProducerHandle {
    /// Hands records that are awaited together to librdkafka; every one of them settles its part of the slot. `load` is
    /// all of them.
    func produce(
        _ records: [ProducerRecord],
        _ range: Range<Int>,
        _ load: InFlightGate.Load,
        _ slot: DeliverySlotReference
    ) {
        for index in range {
            let record = records[index]
            let load = InFlightGate.Load(records: 1, bytes: record.size)
            _ = try? hand(record, load, token: slot.token(record: index))
        }
        // Last, as the client may be destroyed as soon as there is no call left.
        table.gate.callReturned(load)
    }
}
