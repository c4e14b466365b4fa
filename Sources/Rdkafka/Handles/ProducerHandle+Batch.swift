// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension ProducerHandle {
    /// Hands records that are awaited together to librdkafka; every one of them settles its part of the slot.
    func produce(_ records: [ProducerRecord], _ range: Range<Int>, _ slot: DeliverySlotReference) {
        for index in range {
            _ = try? produce(records[index], token: slot.token(record: index))
        }
    }
}
