/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors
 *
 * The C loops that the Swift library is compared with. Each run is a process of its own and prints one line of JSON. */
#ifndef BENCH_H
#define BENCH_H

#include "measure.h"
#include <librdkafka/rdkafka.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* options.c: the command line. */

enum { MAX_PROPERTIES = 64 };

struct options {
  const char *command;
  const char *bootstrap;
  const char *topic;
  const char *properties[MAX_PROPERTIES]; /* "key=value", set after the bench's own */
  int property_count;
  long count;  /* records in the measured section; seconds for `idle` */
  long warmup; /* records before it */
  long size;   /* bytes a record, for `fill` */
  int partitions;
  bool poll; /* reports through a poll thread, records one by one */
};

void options_parse(struct options *options, int argc, char **argv);

/* client.c: librdkafka clients, and what is sent with them. */

rd_kafka_conf_t *conf_new(const struct options *options, const char *const *properties);
rd_kafka_t *client_new(rd_kafka_type_t type, rd_kafka_conf_t *conf);

/* A whole notification where the size is that of one, else letters. */
char *value_new(size_t size);

/* producer.c: a producer with the settings that are measured. */

struct reports {
  atomic_long received;
  long target; /* `complete` is posted when that many were received */
  sem_t complete;
  sem_t room; /* awaited cases: posted by every report */
  bool awaited;
  struct latencies *latencies; /* where the record's opaque is the time of its send, else NULL */
};

struct producer {
  rd_kafka_t *client;
  rd_kafka_topic_t *topic;
  struct poller *poller; /* NULL where reports come through the interceptor */
};

void reports_init(struct reports *reports, long window);
void reports_wait(struct reports *reports);
struct producer producer_start(const struct options *options, struct reports *reports);
void producer_send(struct producer *producer, const void *value, size_t size, void *opaque);
void producer_stop(struct producer *producer);

/* consumer.c: a consumer in a group of its own. */

rd_kafka_t *consumer_start(const struct options *options);
void consumer_stop(rd_kafka_t *client);

/* The cases and the other commands. */

struct workload {
  size_t size;
  long window; /* records awaited at once; 0 when unawaited */
  int batch;   /* records a send */
};

void run_produce(const struct options *options, const struct workload *workload);
void run_awaited(const struct options *options, const struct workload *workload);
void run_consume(const struct options *options, const struct workload *workload);
void run_idle(const struct options *options, const struct workload *workload);
void run_create(const struct options *options, const struct workload *workload);
void run_delete(const struct options *options, const struct workload *workload);
void run_fill(const struct options *options, const struct workload *workload);

#endif
