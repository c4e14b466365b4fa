# SPDX-License-Identifier: Apache-2.0
# Copyright the swift-oslo-notifications authors

"""Sends notifications with oslo.messaging's own notifier.

Standard input has one in a line, as a JSON object: "priority" (the name of the notifier's method), "event_type",
"payload" and, if wanted, "context", the arguments of an oslo.context RequestContext. At its end everything is flushed,
and the last line of standard output says how many were sent.
"""

import argparse
import json
import sys

import oslo_context.context
import oslo_messaging
from oslo_config import cfg


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--topic", action="append", required=True)
    parser.add_argument("--publisher", required=True)
    parser.add_argument("--driver", default="messagingv2")
    options = parser.parse_args()

    configuration = cfg.ConfigOpts()
    configuration([])
    transport = oslo_messaging.get_notification_transport(configuration, url=options.url)
    notifier = oslo_messaging.Notifier(
        transport, publisher_id=options.publisher, driver=options.driver, topics=options.topic
    )
    sent = 0
    for line in sys.stdin:
        notification = json.loads(line)
        context = notification.get("context")
        if context is not None:
            context = oslo_context.context.RequestContext(**context)
        send = getattr(notifier, notification["priority"])
        send(context, notification["event_type"], notification["payload"])
        sent += 1
    # The only way to have the producer flushed.
    transport.cleanup()
    print(json.dumps({"sent": sent}))


if __name__ == "__main__":
    main()
