/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors
 *
 * A consumer in a group of its own, from the first record. */
#include "bench.h"
#include <stdio.h>
#include <unistd.h>

static const char *const consumer_properties[] = {
    "auto.offset.reset=earliest", "socket.nagle.disable=true", "partition.assignment.strategy=range,roundrobin", NULL};

rd_kafka_t *consumer_start(const struct options *options) {
  rd_kafka_conf_t *conf = conf_new(options, consumer_properties);
  char group[64], error[512];
  snprintf(group, sizeof group, "bench-%d-%lld", (int)getpid(), (long long)now_ns());
  rd_kafka_conf_set(conf, "group.id", group, error, sizeof error);
  rd_kafka_t *client = client_new(RD_KAFKA_CONSUMER, conf);
  rd_kafka_poll_set_consumer(client);

  rd_kafka_topic_partition_list_t *topics = rd_kafka_topic_partition_list_new(1);
  rd_kafka_topic_partition_list_add(topics, options->topic, RD_KAFKA_PARTITION_UA);
  rd_kafka_resp_err_t failure = rd_kafka_subscribe(client, topics);
  rd_kafka_topic_partition_list_destroy(topics);
  if (failure) {
    die("subscribe to %s: %s", options->topic, rd_kafka_err2str(failure));
  }
  return client;
}

void consumer_stop(rd_kafka_t *client) {
  rd_kafka_consumer_close(client);
  rd_kafka_destroy(client);
}
