/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors
 *
 * A producer whose reports are counted, in an acknowledgement interceptor or through a poll thread. */
#include "bench.h"
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

enum { STOP_TIMEOUT_MS = 30000 };

/* What the library sets unless told otherwise. */
static const char *const producer_properties[] = {
    "linger.ms=0", "sticky.partitioning.linger.ms=10", "enable.idempotence=true", "max.in.flight=2", "acks=all",
    "socket.nagle.disable=true", "queue.buffering.max.kbytes=16384", NULL};

void reports_init(struct reports *reports, long window) {
  *reports = (struct reports){.awaited = window > 0};
  sem_init(&reports->complete, 0, 0);
  sem_init(&reports->room, 0, (unsigned)window);
}

void reports_wait(struct reports *reports) {
  while (sem_wait(&reports->complete) == -1 && errno == EINTR) {
  }
}

static void reported(struct reports *reports, const rd_kafka_message_t *message) {
  if (message->err) {
    die("a record was not acknowledged: %s", rd_kafka_err2str(message->err));
  }
  if (reports->latencies) {
    latencies_add(reports->latencies, now_ns() - (int64_t)(intptr_t)message->_private);
  }
  if (reports->awaited) {
    sem_post(&reports->room);
  }
  if (atomic_fetch_add_explicit(&reports->received, 1, memory_order_relaxed) + 1 == reports->target) {
    sem_post(&reports->complete);
  }
}

static rd_kafka_resp_err_t on_acknowledgement(rd_kafka_t *client, rd_kafka_message_t *message, void *opaque) {
  (void)client;
  reported(opaque, message);
  return RD_KAFKA_RESP_ERR_NO_ERROR;
}

static rd_kafka_resp_err_t on_new(rd_kafka_t *client, const rd_kafka_conf_t *conf, void *opaque, char *error,
                                  size_t error_size) {
  (void)conf, (void)error, (void)error_size;
  return rd_kafka_interceptor_add_on_acknowledgement(client, "bench", on_acknowledgement, opaque);
}

static void on_report(rd_kafka_t *client, const rd_kafka_message_t *message, void *opaque) {
  (void)client;
  reported(opaque, message);
}

struct poller {
  pthread_t thread;
  rd_kafka_t *client;
  atomic_bool stopped;
};

static void *poll_until_stopped(void *argument) {
  struct poller *poller = argument;
  while (!atomic_load_explicit(&poller->stopped, memory_order_relaxed)) {
    rd_kafka_poll(poller->client, 100);
  }
  return NULL;
}

static struct poller *poller_start(rd_kafka_t *client) {
  struct poller *poller = calloc(1, sizeof *poller);
  if (!poller) {
    die("out of memory");
  }
  poller->client = client;
  if (pthread_create(&poller->thread, NULL, poll_until_stopped, poller)) {
    die("no thread");
  }
  return poller;
}

static void poller_stop(struct poller *poller) {
  atomic_store_explicit(&poller->stopped, true, memory_order_relaxed);
  pthread_join(poller->thread, NULL);
  free(poller);
}

struct producer producer_start(const struct options *options, struct reports *reports) {
  rd_kafka_conf_t *conf = conf_new(options, producer_properties);
  if (options->poll) {
    rd_kafka_conf_set_opaque(conf, reports);
    rd_kafka_conf_set_dr_msg_cb(conf, on_report);
  } else {
    rd_kafka_conf_interceptor_add_on_new(conf, "bench", on_new, reports);
  }
  struct producer producer = {.client = client_new(RD_KAFKA_PRODUCER, conf)};
  producer.topic = rd_kafka_topic_new(producer.client, options->topic, NULL);
  producer.poller = options->poll ? poller_start(producer.client) : NULL;
  return producer;
}

/* Waits inside librdkafka while the queue is full. */
void producer_send(struct producer *producer, const void *value, size_t size, void *opaque) {
  int flags = RD_KAFKA_MSG_F_COPY | RD_KAFKA_MSG_F_BLOCK;
  if (rd_kafka_produce(producer->topic, RD_KAFKA_PARTITION_UA, flags, (void *)value, size, NULL, 0, opaque) == -1) {
    die("a record was refused: %s", rd_kafka_err2str(rd_kafka_last_error()));
  }
}

void producer_stop(struct producer *producer) {
  rd_kafka_flush(producer->client, STOP_TIMEOUT_MS);
  if (producer->poller) {
    poller_stop(producer->poller);
  }
  rd_kafka_topic_destroy(producer->topic);
  rd_kafka_destroy(producer->client);
}
