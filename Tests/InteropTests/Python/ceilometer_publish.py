# SPDX-License-Identifier: Apache-2.0
# Copyright the swift-oslo-notifications authors

"""Publishes samples or events with Ceilometer's own publisher.

Standard input has one in a line, as a JSON object: {"sample": …} with the arguments of ceilometer.sample.Sample, or
{"event": …} with those of ceilometer.event.models.Event, times and traits in the form in which they are sent. All
samples are published together, and all events. The last line of standard output says how many were sent.

usage: ceilometer_publish.py BOOTSTRAP TOPIC SECRET
"""

import json
import sys
import urllib.parse

from ceilometer import sample, service
from ceilometer.event import models
from ceilometer.publisher import messaging


def event(arguments):
    traits = [models.Trait(*trait) for trait in arguments.pop("traits")]
    return models.Event(traits=traits, **arguments)


def main():
    bootstrap, topic, secret = sys.argv[1:]
    configuration = service.prepare_service(["ceilometer"], [])
    configuration.set_override("telemetry_secret", secret, group="publisher")
    url = urllib.parse.urlsplit(f"notifier://{bootstrap}?driver=kafka&topic={topic}")
    lines = [json.loads(line) for line in sys.stdin]
    samples = [sample.Sample(**line["sample"]) for line in lines if "sample" in line]
    events = [event(line["event"]) for line in lines if "event" in line]
    publishers = []
    if samples:
        publishers.append(messaging.SampleNotifierPublisher(configuration, url))
        publishers[-1].publish_samples(samples)
    if events:
        publishers.append(messaging.EventNotifierPublisher(configuration, url))
        publishers[-1].publish_events(events)
    for publisher in publishers:
        # The only way to have the producer flushed.
        publisher.notifier.transport.cleanup()
    print(json.dumps({"sent": len(samples) + len(events)}))


if __name__ == "__main__":
    main()
