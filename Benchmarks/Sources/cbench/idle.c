/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors
 *
 * A producer that has sent one record and a consumer that has received it, with nothing to do for some seconds: processor
 * time in µs a second, and how often a second a thread of the process was woken. */
#include "bench.h"
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

struct listener {
  rd_kafka_t *client;
  rd_kafka_queue_t *queue;
  bool poll;
  sem_t received;
  atomic_bool stopped;
};

/* The loop of most services polls ten times a second; the best one sleeps until something comes. */
static void *listen_until_stopped(void *argument) {
  struct listener *listener = argument;
  int wait_ms = listener->poll ? 100 : -1;
  while (!atomic_load(&listener->stopped)) {
    rd_kafka_message_t *message = rd_kafka_consumer_poll(listener->client, wait_ms);
    if (message) {
      if (!message->err) {
        sem_post(&listener->received);
      }
      rd_kafka_message_destroy(message);
    }
  }
  return NULL;
}

void run_idle(const struct options *options, const struct workload *workload) {
  struct reports reports;
  reports_init(&reports, 0);
  reports.target = 1;
  struct producer producer = producer_start(options, &reports);
  char *value = value_new(workload->size);
  producer_send(&producer, value, workload->size, NULL);
  reports_wait(&reports);

  struct listener listener = {.client = consumer_start(options), .poll = options->poll};
  listener.queue = rd_kafka_queue_get_consumer(listener.client);
  sem_init(&listener.received, 0, 0);
  pthread_t thread;
  if (pthread_create(&thread, NULL, listen_until_stopped, &listener)) {
    die("no thread");
  }
  sem_wait(&listener.received);

  struct measure measure;
  sleep(1); /* what the first record set in motion is not idling */
  measure_begin(&measure);
  sleep((unsigned)options->count);
  measure_print_idle(&measure);

  atomic_store(&listener.stopped, true);
  rd_kafka_queue_yield(listener.queue);
  pthread_join(thread, NULL);
  rd_kafka_queue_destroy(listener.queue);
  consumer_stop(listener.client);
  producer_stop(&producer);
  free(value);
}
