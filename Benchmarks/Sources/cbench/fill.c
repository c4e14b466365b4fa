/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors
 *
 * Fills a topic for the consuming cases: the same number of records in each partition, in large batches. */
#include "bench.h"
#include <stdlib.h>

static const char *const properties[] = {"linger.ms=100", "batch.size=1000000", "enable.idempotence=true",
                                         "socket.nagle.disable=true", NULL};

static rd_kafka_resp_err_t fill(rd_kafka_topic_t *topic, const struct options *options, const char *value) {
  for (long i = 0; i < options->count; i++) {
    int32_t partition = (int32_t)(i % options->partitions);
    int flags = RD_KAFKA_MSG_F_COPY | RD_KAFKA_MSG_F_BLOCK;
    if (rd_kafka_produce(topic, partition, flags, (void *)value, (size_t)options->size, NULL, 0, NULL) == -1) {
      return rd_kafka_last_error();
    }
  }
  return RD_KAFKA_RESP_ERR_NO_ERROR;
}

static atomic_long unacknowledged;

static rd_kafka_resp_err_t on_acknowledgement(rd_kafka_t *client, rd_kafka_message_t *message, void *opaque) {
  (void)client, (void)opaque;
  unacknowledged += message->err != RD_KAFKA_RESP_ERR_NO_ERROR;
  return RD_KAFKA_RESP_ERR_NO_ERROR;
}

static rd_kafka_resp_err_t on_new(rd_kafka_t *client, const rd_kafka_conf_t *conf, void *opaque, char *error,
                                  size_t error_size) {
  (void)conf, (void)error, (void)error_size;
  return rd_kafka_interceptor_add_on_acknowledgement(client, "fill", on_acknowledgement, opaque);
}

void run_fill(const struct options *options, const struct workload *workload) {
  (void)workload;
  rd_kafka_conf_t *conf = conf_new(options, properties);
  rd_kafka_conf_interceptor_add_on_new(conf, "fill", on_new, NULL);
  rd_kafka_t *client = client_new(RD_KAFKA_PRODUCER, conf);
  rd_kafka_topic_t *topic = rd_kafka_topic_new(client, options->topic, NULL);
  char *value = value_new((size_t)options->size);

  rd_kafka_resp_err_t failure = fill(topic, options, value);
  if (!failure) {
    failure = rd_kafka_flush(client, 120000);
  }
  if (failure || unacknowledged) {
    die("fill: %s, %ld records were not acknowledged", rd_kafka_err2str(failure), unacknowledged);
  }

  rd_kafka_topic_destroy(topic);
  rd_kafka_destroy(client);
  free(value);
}
