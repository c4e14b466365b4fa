# SPDX-License-Identifier: Apache-2.0
# Copyright the swift-oslo-notifications authors

"""Says what oslo.config makes of configuration files and environment variables, with oslo.messaging's options.

Standard input has one case in a line, as a JSON object: "files", a list of texts, and "environment". Each gets a line of
standard output: an object with the values, or with "error".
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


def values(files):
    configuration = cfg.ConfigOpts()
    for group, options in OPTIONS:
        configuration.register_opts(options, group=group)
    configuration.register_opt(cfg.StrOpt("my_ip", default="10.0.0.1"))
    configuration([argument for file in files for argument in ("--config-file", file)], project="none")
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
            files = []
            for number, text in enumerate(case["files"]):
                files.append(f"{folder}/{number}.conf")
                with open(files[-1], "w", newline="") as file:
                    file.write(text)
            try:
                made = values(files)
            except (Exception, RecursionError) as error:
                made = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(made), flush=True)


if __name__ == "__main__":
    main()
