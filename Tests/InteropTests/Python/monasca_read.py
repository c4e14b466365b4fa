# SPDX-License-Identifier: Apache-2.0
# Copyright the swift-oslo-notifications authors

"""Reads log records with monasca-common's consumer, and ends after so many.

Writes one JSON object a line to standard output: {"record": …, "same": …}. "same" is whether Monasca's API, from the same
log entry, makes the same record, but for the time of its creation.

usage: monasca_read.py BOOTSTRAP GROUP TOPIC COUNT
"""

import json
import os
import sys
import threading

from monasca_api.api.core.log import model
from monasca_common.kafka import client_factory

GIVE_UP_AFTER = 60


def made(record):
    envelope = model.Envelope.new_envelope(record["log"], record["meta"]["tenantId"], record["meta"]["region"])
    return {**json.loads(model.serialize_envelope(envelope)), "creation_time": record["creation_time"]}


def main():
    bootstrap, group, topic, count = sys.argv[1:]
    give_up = threading.Timer(GIVE_UP_AFTER, os._exit, [3])
    give_up.daemon = True
    give_up.start()
    consumer = client_factory.get_kafka_consumer([bootstrap], group, topic)
    for number, message in enumerate(consumer, start=1):
        record = json.loads(message.value())
        print(json.dumps({"record": record, "same": made(record) == record}), flush=True)
        if number == int(count):
            break


if __name__ == "__main__":
    main()
