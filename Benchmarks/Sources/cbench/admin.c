/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors
 *
 * Topics for the runs, on a real Kafka. The mock broker makes its own. */
#include "bench.h"

enum { TIMEOUT_MS = 30000 };

static void check_topics(const rd_kafka_topic_result_t **results, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (rd_kafka_topic_result_error(results[i])) {
      die("%s: %s", rd_kafka_topic_result_name(results[i]), rd_kafka_topic_result_error_string(results[i]));
    }
  }
}

static void check_event(rd_kafka_event_t *event) {
  size_t count = 0;
  if (!event) {
    die("no answer from the broker in %d s", TIMEOUT_MS / 1000);
  }
  if (rd_kafka_event_error(event)) {
    die("%s", rd_kafka_event_error_string(event));
  }
  if (rd_kafka_event_type(event) == RD_KAFKA_EVENT_CREATETOPICS_RESULT) {
    check_topics(rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event), &count), count);
  } else {
    check_topics(rd_kafka_DeleteTopics_result_topics(rd_kafka_event_DeleteTopics_result(event), &count), count);
  }
  rd_kafka_event_destroy(event);
}

/* The files of a deleted topic go at once, not after a minute: the runs write gigabytes. */
static rd_kafka_NewTopic_t *new_topic(const struct options *options) {
  char error[512];
  rd_kafka_NewTopic_t *topic = rd_kafka_NewTopic_new(options->topic, options->partitions, 1, error, sizeof error);
  if (!topic) {
    die("%s", error);
  }
  rd_kafka_NewTopic_set_config(topic, "file.delete.delay.ms", "100");
  return topic;
}

static rd_kafka_AdminOptions_t *admin_options(rd_kafka_t *client, rd_kafka_admin_op_t operation) {
  char error[512];
  rd_kafka_AdminOptions_t *options = rd_kafka_AdminOptions_new(client, operation);
  rd_kafka_AdminOptions_set_operation_timeout(options, TIMEOUT_MS, error, sizeof error);
  rd_kafka_AdminOptions_set_request_timeout(options, TIMEOUT_MS, error, sizeof error);
  return options;
}

void run_create(const struct options *options, const struct workload *workload) {
  (void)workload;
  rd_kafka_t *client = client_new(RD_KAFKA_PRODUCER, conf_new(options, NULL));
  rd_kafka_queue_t *queue = rd_kafka_queue_new(client);
  rd_kafka_AdminOptions_t *admin = admin_options(client, RD_KAFKA_ADMIN_OP_CREATETOPICS);
  rd_kafka_NewTopic_t *topic = new_topic(options);

  rd_kafka_CreateTopics(client, &topic, 1, admin, queue);
  check_event(rd_kafka_queue_poll(queue, TIMEOUT_MS));

  rd_kafka_NewTopic_destroy(topic);
  rd_kafka_AdminOptions_destroy(admin);
  rd_kafka_queue_destroy(queue);
  rd_kafka_destroy(client);
}

void run_delete(const struct options *options, const struct workload *workload) {
  (void)workload;
  rd_kafka_t *client = client_new(RD_KAFKA_PRODUCER, conf_new(options, NULL));
  rd_kafka_queue_t *queue = rd_kafka_queue_new(client);
  rd_kafka_AdminOptions_t *admin = admin_options(client, RD_KAFKA_ADMIN_OP_DELETETOPICS);
  rd_kafka_DeleteTopic_t *topic = rd_kafka_DeleteTopic_new(options->topic);

  rd_kafka_DeleteTopics(client, &topic, 1, admin, queue);
  check_event(rd_kafka_queue_poll(queue, TIMEOUT_MS));

  rd_kafka_DeleteTopic_destroy(topic);
  rd_kafka_AdminOptions_destroy(admin);
  rd_kafka_queue_destroy(queue);
  rd_kafka_destroy(client);
}
