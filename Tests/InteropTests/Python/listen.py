# SPDX-License-Identifier: Apache-2.0
# Copyright the swift-oslo-notifications authors

"""Receives notifications with oslo.messaging's own listener, until its standard input ends.

Writes "started" to standard error when the listener has started, and to standard output one JSON object a line:

    {"handled": PRIORITY, "ctxt": …, "publisher_id": …, "event_type": …, "payload": …, "metadata": …}
                          for each notification, PRIORITY being the name of the endpoint's method
    {"fetched": ID}       with --fetched: for each message_id that the Kafka client handed to oslo.messaging's driver
    {"distinct": N, "lowest": A, "highest": B, "handled": M}
                          with --numbers N, instead of the first: when N different values of payload["number"] have come
"""

import argparse
import json
import os
import sys
import threading

import confluent_kafka
import oslo_messaging
from oslo_config import cfg

import kafka_setup

PRIORITIES = ["audit", "debug", "info", "warn", "error", "critical", "sample"]


class Output:
    """Lines on standard output from many threads."""

    def __init__(self):
        self.lock = threading.Lock()

    def write(self, value):
        with self.lock:
            print(json.dumps(value), flush=True)


class LineEndpoint:
    """Writes a line for each notification."""

    def __init__(self, output):
        def method(priority):
            def handle(ctxt, publisher_id, event_type, payload, metadata):
                output.write(
                    {
                        "handled": priority,
                        "ctxt": ctxt,
                        "publisher_id": publisher_id,
                        "event_type": event_type,
                        "payload": payload,
                        "metadata": metadata,
                    }
                )

            return handle

        for priority in PRIORITIES:
            setattr(self, priority, method(priority))


class NumberEndpoint:
    """Writes one line when the expected number of different numbers has come."""

    def __init__(self, output, expected):
        self.output = output
        self.expected = expected
        self.lock = threading.Lock()
        self.numbers = set()
        self.handled = 0

    def info(self, ctxt, publisher_id, event_type, payload, metadata):
        with self.lock:
            self.handled += 1
            self.numbers.add(payload["number"])
            if len(self.numbers) == self.expected:
                self.expected = None
                self.output.write(
                    {
                        "distinct": len(self.numbers),
                        "lowest": min(self.numbers),
                        "highest": max(self.numbers),
                        "handled": self.handled,
                    }
                )


def report_fetched(output):
    """Has the Kafka client tell what it hands to the driver, and changes nothing else."""

    class ReportingConsumer(confluent_kafka.Consumer):
        def consume(self, *arguments, **options):
            messages = super().consume(*arguments, **options)
            for message in messages:
                if not message.error():
                    envelope = json.loads(message.value())
                    output.write({"fetched": json.loads(envelope["oslo.message"])["message_id"]})
            return messages

    confluent_kafka.Consumer = ReportingConsumer


def prepare(transport, bootstrap, group, topics, priorities):
    """Sees to it that the listener gets all that is sent after it has started.

    Topics and offsets: see kafka_setup. And the first message that comes within the first 5 seconds is thrown away by
    the driver; it is given one of no worth, which also makes it start at once instead of after these 5 seconds.
    """
    kafka_setup.set_up(bootstrap, group, [f"{topic}.{priority}" for topic in topics for priority in priorities])
    notifier = oslo_messaging.Notifier(transport, driver="messagingv2", topics=topics[:1])
    getattr(notifier, priorities[0])(None, "thrown.away", {})
    transport.cleanup()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", required=True)
    parser.add_argument("--topic", action="append", required=True)
    parser.add_argument("--pool", required=True, help="the consumer group")
    parser.add_argument("--prepare", metavar="BOOTSTRAP", help="makes topics and offsets at that broker first")
    parser.add_argument("--fetched", action="store_true", help="writes what the Kafka client hands to the driver")
    parser.add_argument("--numbers", type=int, metavar="N", help="counts instead of writing each notification")
    parser.add_argument("--timeout", type=float, default=170, help="seconds after which it gives up, with exit code 3")
    options = parser.parse_args()

    give_up = threading.Timer(options.timeout, os._exit, [3])
    give_up.daemon = True
    give_up.start()

    output = Output()
    if options.fetched:
        report_fetched(output)
    configuration = cfg.ConfigOpts()
    configuration([])
    transport = oslo_messaging.get_notification_transport(configuration, url=options.url)
    priorities = PRIORITIES if options.numbers is None else ["info"]
    if options.prepare:
        prepare(transport, options.prepare, options.pool, options.topic, priorities)
    endpoint = LineEndpoint(output) if options.numbers is None else NumberEndpoint(output, options.numbers)
    targets = [oslo_messaging.Target(topic=topic) for topic in options.topic]
    listener = oslo_messaging.get_notification_listener(
        transport, targets, [endpoint], executor="threading", pool=options.pool
    )
    listener.start()
    print("started", file=sys.stderr, flush=True)
    sys.stdin.read()
    listener.stop()
    listener.wait()
    print("stopped", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
