# SPDX-License-Identifier: Apache-2.0
# Copyright the swift-oslo-notifications authors

"""Runs the real monasca-persister on the metrics of a topic, until its standard input ends.

It persists them in batches of so many to what it takes for InfluxDB, which is a server here that writes each point to
standard output, as a line of InfluxDB's line protocol.

usage: monasca_persist.py BOOTSTRAP GROUP TOPIC BATCH_SIZE
"""

import http.server
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading

GIVE_UP_AFTER = 60

# Set before what was started is ended on purpose.
ENDING = threading.Event()

CONFIGURATION = """\
[repositories]
metrics_driver = monasca_persister.repositories.influxdb.metrics_repository:MetricInfluxdbRepository
[influxdb]
ip_address = 127.0.0.1
port = {port}
database_name = mon
user = u
password = p
[kafka_metrics]
enabled = True
uri = {bootstrap}
group_id = {group}
topic = {topic}
batch_size = {batch_size}
[kafka_alarm_history]
enabled = False
[kafka_events]
enabled = False
"""


class Database(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        points = self.rfile.read(int(self.headers["Content-Length"]))
        sys.stdout.buffer.write(points.rstrip(b"\n") + b"\n")
        sys.stdout.buffer.flush()
        self.send_response(204)
        self.end_headers()

    def log_message(self, *arguments):
        pass


def main():
    bootstrap, group, topic, batch_size = sys.argv[1:]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Database)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "persister.conf")
        file.write_text(
            CONFIGURATION.format(
                port=server.server_port, bootstrap=bootstrap, group=group, topic=topic, batch_size=batch_size
            )
        )
        program = pathlib.Path(sys.executable).parent / "monasca-persister"
        persister = subprocess.Popen(
            [program, "--config-file", file], stdin=subprocess.DEVNULL, stdout=sys.stderr, start_new_session=True
        )
        # Its workers are in its process group.
        give_up = threading.Timer(GIVE_UP_AFTER, os.killpg, [persister.pid, signal.SIGKILL])
        give_up.start()
        threading.Thread(target=end_with, args=[persister], daemon=True).start()
        sys.stdin.read()
        ENDING.set()
        give_up.cancel()
        os.killpg(persister.pid, signal.SIGKILL)


def end_with(persister):
    """A persister that ends by itself is a failure."""
    persister.wait()
    if not ENDING.is_set():
        os._exit(4)


if __name__ == "__main__":
    main()
