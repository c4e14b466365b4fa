/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors
 *
 * Sends with a window of so many outstanding: each report lets the next record go. The latency of a record ends at its
 * report, but with a window of one in the sending thread, after it is awake. */
#include "bench.h"
#include <errno.h>
#include <stdlib.h>

static void *timestamp(void) {
  return (void *)(intptr_t)now_ns();
}

static void wait_for_room(struct reports *reports) {
  while (sem_wait(&reports->room) == -1 && errno == EINTR) {
  }
}

static void send_windowed(struct producer *producer, struct reports *reports, const char *value, size_t size,
                          long count) {
  for (long i = 0; i < count; i++) {
    wait_for_room(reports);
    producer_send(producer, value, size, timestamp());
  }
}

static void send_one_by_one(struct producer *producer, struct reports *reports, const char *value, size_t size,
                            long count, struct latencies *latencies) {
  for (long i = 0; i < count; i++) {
    int64_t began = now_ns();
    producer_send(producer, value, size, NULL);
    wait_for_room(reports);
    latencies_add(latencies, now_ns() - began);
  }
}

static void send_batch(struct producer *producer, rd_kafka_message_t *batch, int count) {
  int sent = rd_kafka_produce_batch(producer->topic, RD_KAFKA_PARTITION_UA, RD_KAFKA_MSG_F_COPY, batch, count);
  if (sent != count) {
    die("%d of %d records were refused", count - sent, count);
  }
}

static void send_batches(struct producer *producer, struct reports *reports, const char *value, size_t size, long count,
                         int batch_size) {
  rd_kafka_message_t *batch = calloc((size_t)batch_size, sizeof *batch);
  if (!batch) {
    die("out of memory");
  }
  for (long done = 0; done < count; done += batch_size) {
    int length = count - done < batch_size ? (int)(count - done) : batch_size;
    for (int i = 0; i < length; i++) {
      wait_for_room(reports);
    }
    void *began = timestamp();
    for (int i = 0; i < length; i++) {
      batch[i] = (rd_kafka_message_t){.payload = (void *)value, .len = size, ._private = began};
    }
    send_batch(producer, batch, length);
  }
  free(batch);
}

static void send_all(struct producer *producer, struct reports *reports, const struct workload *workload,
                     const char *value, long count, struct latencies *latencies) {
  if (count == 0) {
    return;
  }
  reports->target = atomic_load(&reports->received) + count;
  if (workload->window == 1) {
    /* The semaphore is taken after each send instead of before it. */
    send_one_by_one(producer, reports, value, workload->size, count, latencies);
  } else if (workload->batch == 1) {
    send_windowed(producer, reports, value, workload->size, count);
  } else {
    send_batches(producer, reports, value, workload->size, count, workload->batch);
  }
  reports_wait(reports);
}

void run_awaited(const struct options *options, const struct workload *workload) {
  struct latencies *latencies = latencies_new();
  bool one_by_one = workload->window == 1;
  struct reports reports;
  reports_init(&reports, workload->window);
  if (one_by_one) {
    wait_for_room(&reports);
  } else {
    reports.latencies = latencies;
  }
  struct producer producer = producer_start(options, &reports);
  char *value = value_new(workload->size);
  struct measure measure;

  send_all(&producer, &reports, workload, value, options->warmup, latencies);
  latencies_clear(latencies);
  measure_begin(&measure);
  send_all(&producer, &reports, workload, value, options->count, latencies);
  measure_print(&measure, options->count, latencies);

  producer_stop(&producer);
  free(value);
  free(latencies);
}
