# SPDX-License-Identifier: Apache-2.0
# Copyright the swift-oslo-notifications authors

"""Runs the real ceilometer-agent-notification, until its standard input ends.

It listens on NOTIFICATIONS, and its pipelines publish to SAMPLES and EVENTS, topics without their priorities. Those that
it listens on are made first, with the group's offsets, so that it misses nothing that is sent after its start. It is told
of one exchange: with more, as by default, it subscribes to its topics several times, which Kafka's client refuses.

usage: ceilometer_agent.py BOOTSTRAP GROUP NOTIFICATIONS SAMPLES EVENTS SECRET
"""

import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading

import kafka_setup
import listen

GIVE_UP_AFTER = 100

# Set before what was started is ended on purpose.
ENDING = threading.Event()

CONFIGURATION = """\
[DEFAULT]
transport_url = kafka://{bootstrap}/?kafka_consumer_timeout=0.1
pipeline_cfg_file = {folder}/pipeline.yaml
event_pipeline_cfg_file = {folder}/event_pipeline.yaml
[notification]
batch_size = 100
batch_timeout = 1
notification_control_exchanges = nova
[publisher]
telemetry_secret = {secret}
[oslo_messaging_notifications]
topics = {notifications}
[oslo_messaging_kafka]
consumer_group = {group}
"""

PIPELINE = """\
sources:
    - name: all
      {kind}: ["*"]
      sinks: [kafka]
sinks:
    - name: kafka
      publishers: ["notifier://{bootstrap}?driver=kafka&topic={topic}"]
"""


def main():
    bootstrap, group, notifications, samples, events, secret = sys.argv[1:]
    # It listens for all priorities.
    kafka_setup.set_up(bootstrap, group, [f"{notifications}.{priority}" for priority in listen.PRIORITIES])
    with tempfile.TemporaryDirectory() as folder:
        values = {"bootstrap": bootstrap, "group": group, "notifications": notifications, "secret": secret}
        files = {
            "ceilometer.conf": CONFIGURATION.format(folder=folder, **values),
            "pipeline.yaml": PIPELINE.format(kind="meters", topic=samples, bootstrap=bootstrap),
            "event_pipeline.yaml": PIPELINE.format(kind="events", topic=events, bootstrap=bootstrap),
        }
        for name, text in files.items():
            pathlib.Path(folder, name).write_text(text)
        program = pathlib.Path(sys.executable).parent / "ceilometer-agent-notification"
        agent = subprocess.Popen(
            [program, "--config-file", f"{folder}/ceilometer.conf"], stdin=subprocess.DEVNULL, stdout=sys.stderr, start_new_session=True
        )
        give_up = threading.Timer(GIVE_UP_AFTER, os.killpg, [agent.pid, signal.SIGKILL])
        give_up.start()
        ended = threading.Thread(target=end_with, args=[agent], daemon=True)
        ended.start()
        sys.stdin.read()
        ENDING.set()
        give_up.cancel()
        kill(agent)


def end_with(agent):
    """An agent that ends by itself is a failure."""
    agent.wait()
    if not ENDING.is_set():
        os._exit(4)


def kill(agent):
    # Its workers are in its process group. It has nothing to tidy up here, and takes its time when it is asked.
    try:
        os.killpg(agent.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


if __name__ == "__main__":
    main()
