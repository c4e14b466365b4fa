# SPDX-License-Identifier: Apache-2.0
# Copyright the swift-oslo-notifications authors

"""Makes topics, and gives a consumer group the offset 0 in each of their partitions.

oslo.messaging's listener does not notice topics that appear after it has started, and begins a partition without a
committed offset at its end. With both in place before it starts, nothing depends on who is first.

usage: kafka_setup.py BOOTSTRAP GROUP TOPIC...
"""

import sys
import time

import confluent_kafka
import confluent_kafka.admin

PARTITIONS = 4


def set_up(bootstrap, group, topics):
    create_topics(bootstrap, topics)
    begin_at_first_record(bootstrap, group, topics)


def create_topics(bootstrap, topics):
    admin = confluent_kafka.admin.AdminClient({"bootstrap.servers": bootstrap})
    created = admin.create_topics([confluent_kafka.admin.NewTopic(topic, PARTITIONS, 1) for topic in topics])
    for topic, future in created.items():
        try:
            future.result()
        except confluent_kafka.KafkaException as error:
            if error.args[0].code() != confluent_kafka.KafkaError.TOPIC_ALREADY_EXISTS:
                raise


def begin_at_first_record(bootstrap, group, topics):
    consumer = confluent_kafka.Consumer({"bootstrap.servers": bootstrap, "group.id": group})
    offsets = [
        confluent_kafka.TopicPartition(topic, partition, 0) for topic in topics for partition in range(PARTITIONS)
    ]
    # A broker that has made a topic may take a moment until it knows it.
    for attempt in range(200):
        error = commit(consumer, offsets)
        if error is None:
            break
        if error.code() != confluent_kafka.KafkaError.UNKNOWN_TOPIC_OR_PART:
            raise confluent_kafka.KafkaException(error)
        time.sleep(0.05)
    else:
        raise confluent_kafka.KafkaException(error)
    consumer.close()


def commit(consumer, offsets):
    """The error, if there is one."""
    try:
        committed = consumer.commit(offsets=offsets, asynchronous=False)
    except confluent_kafka.KafkaException as error:
        return error.args[0]
    return next((partition.error for partition in committed if partition.error), None)


if __name__ == "__main__":
    set_up(sys.argv[1], sys.argv[2], sys.argv[3:])
