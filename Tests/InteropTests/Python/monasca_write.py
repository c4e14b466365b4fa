# SPDX-License-Identifier: Apache-2.0
# Copyright the swift-oslo-notifications authors

"""Writes records as Monasca's API does, with its own code for their form and monasca-common's producer.

Standard input has one in a line, as a JSON object: {"metric": …} or {"log": …}. The last line of standard output says
how many were sent.

usage: monasca_write.py BOOTSTRAP TOPIC TENANT REGION
"""

import json
import sys

from monasca_api.api.core.log import model
from monasca_api.common.messaging.message_formats import metrics
from monasca_common.kafka import client_factory

FLUSH_TIMEOUT = 30


def record(line, tenant, region):
    if "metric" in line:
        return metrics.transform(line["metric"], tenant, region)
    return [model.serialize_envelope(model.Envelope.new_envelope(line["log"], tenant, region))]


def main():
    bootstrap, topic, tenant, region = sys.argv[1:]
    records = [text for line in sys.stdin for text in record(json.loads(line), tenant, region)]
    producer = client_factory.get_kafka_producer([bootstrap])
    left = producer.publish(topic, records, timeout=FLUSH_TIMEOUT)
    print(json.dumps({"sent": len(records) - left}))


if __name__ == "__main__":
    main()
