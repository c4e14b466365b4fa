# SPDX-License-Identifier: Apache-2.0
# Copyright the swift-oslo-notifications authors

"""Receives samples and events with oslo.messaging's own listener, and checks them with Ceilometer's own code, until its
standard input ends.

Writes "started" to standard error when the listener has started, and to standard output one JSON object a line for each
message: {"event_type": …, "message": …, "verified": …, "same": …}. "verified" is what Ceilometer says of the signature;
"same" is whether Ceilometer, from the same values, makes the same message, with its members in the same order.

usage: ceilometer_check.py URL BOOTSTRAP GROUP TOPIC SECRET
"""

import datetime
import json
import os
import sys
import threading

import oslo_messaging
from ceilometer import sample
from ceilometer.event import models
from ceilometer.publisher import utils
from oslo_config import cfg

import listen

GIVE_UP_AFTER = 170


def sample_message(message, secret):
    made = sample.Sample(
        name=message["counter_name"],
        type=message["counter_type"],
        unit=message["counter_unit"],
        volume=message["counter_volume"],
        id=message["message_id"],
        **{
            name: message[name]
            for name in (
                "user_id",
                "user_name",
                "project_id",
                "project_name",
                "resource_id",
                "timestamp",
                "resource_metadata",
                "source",
                "monotonic_time",
            )
        },
    )
    return utils.meter_message_from_counter(made, secret)


def event_message(message, secret):
    made = models.Event(
        message["message_id"],
        message["event_type"],
        datetime.datetime.fromisoformat(message["generated"]),
        [trait(*parts) for parts in message["traits"]],
        message["raw"],
    )
    return utils.message_from_event(made, secret)


def trait(name, dtype, value):
    converted = value if dtype == models.Trait.NONE_TYPE else models.Trait.convert_value(dtype, value)
    return models.Trait(name, dtype, converted)


MAKERS = {"metering": sample_message, "event": event_message}


class Endpoint:
    def __init__(self, output, secret):
        self.output = output
        self.secret = secret

    def sample(self, ctxt, publisher_id, event_type, payload, metadata):
        for message in payload if event_type in MAKERS else []:
            made = MAKERS[event_type](message, self.secret)
            self.output.write(
                {
                    "event_type": event_type,
                    "message": message,
                    "verified": utils.verify_signature(message, self.secret),
                    "same": json.dumps(made) == json.dumps(message),
                }
            )


def main():
    url, bootstrap, group, topic, secret = sys.argv[1:]
    give_up = threading.Timer(GIVE_UP_AFTER, os._exit, [3])
    give_up.daemon = True
    give_up.start()
    configuration = cfg.ConfigOpts()
    configuration([])
    transport = oslo_messaging.get_notification_transport(configuration, url=url)
    listen.prepare(transport, bootstrap, group, [topic], ["sample"])
    listener = oslo_messaging.get_notification_listener(
        transport,
        [oslo_messaging.Target(topic=topic)],
        [Endpoint(listen.Output(), secret)],
        executor="threading",
        pool=group,
    )
    listener.start()
    print("started", file=sys.stderr, flush=True)
    sys.stdin.read()
    listener.stop()
    listener.wait()


if __name__ == "__main__":
    main()
