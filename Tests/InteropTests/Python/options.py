# SPDX-License-Identifier: Apache-2.0
# Copyright the swift-oslo-notifications authors

"""Says what oslo.config makes of configuration files and environment variables, with oslo.messaging's options.

Standard input has one case in a line, as a JSON object: "sources", in the order of the command line, and "environment".
A source is a file, as its text, or a directory, as an object of names and texts. Each case gets a line of standard
output: an object with the values, or with "error".
"""

import json
import logging
import os
import sys
import tempfile

import oslo_messaging.opts
from oslo_config import cfg

NOTIFICATIONS = ["topics", "driver", "retry"]
KAFKA = [
    "consumer_group",
    "compression_codec",
    "max_poll_records",
    "producer_batch_timeout",
    "enable_auto_commit",
    "sasl_mechanism",
    "ssl_cafile",
]
OPTIONS = oslo_messaging.opts.list_opts()
COMMON = ["control_exchange", "executor_thread_pool_size"]


def write(path, text):
    with open(path, "w", newline="") as file:
        file.write(text)


def argument(folder, number, source):
    path = f"{folder}/{number}.conf"
    if isinstance(source, str):
        write(path, source)
        return ["--config-file", path]
    os.mkdir(path)
    for name, text in source.items():
        write(f"{path}/{name}", text)
    return ["--config-dir", path]


def values(arguments):
    configuration = cfg.ConfigOpts()
    for group, options in OPTIONS:
        configuration.register_opts(options, group=group)
    configuration.register_opt(cfg.StrOpt("my_ip", default="10.0.0.1"))
    configuration(arguments, project="none")
    made = {name: configuration.oslo_messaging_notifications[name] for name in NOTIFICATIONS}
    made |= {name: configuration.oslo_messaging_kafka[name] for name in KAFKA}
    made |= {name: configuration[name] for name in COMMON}
    made["url"] = configuration.oslo_messaging_notifications.transport_url or configuration.transport_url
    return made


def main():
    logging.disable()
    for line in sys.stdin:
        case = json.loads(line)
        for name in [name for name in os.environ if name.startswith("OS_")]:
            del os.environ[name]
        os.environ.update(case["environment"])
        with tempfile.TemporaryDirectory() as folder:
            arguments = []
            for number, source in enumerate(case["sources"]):
                arguments += argument(folder, number, source)
            try:
                made = values(arguments)
            except (Exception, RecursionError) as error:
                made = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(made), flush=True)


if __name__ == "__main__":
    main()
