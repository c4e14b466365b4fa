/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors */
#include "bench.h"
#include "notification.h"
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STOP_TIMEOUT_MS = 30000 };

/* What the library sets unless told otherwise. */
static const char *const producer_properties[] = {
    "linger.ms=0", "sticky.partitioning.linger.ms=10", "enable.idempotence=true", "max.in.flight=2", "acks=all",
    "socket.nagle.disable=true", "queue.buffering.max.kbytes=16384", NULL};

static const char *const consumer_properties[] = {
    "auto.offset.reset=earliest", "socket.nagle.disable=true", "partition.assignment.strategy=range,roundrobin", NULL};

static void conf_set(rd_kafka_conf_t *conf, const char *property) {
  char key[128], error[512];
  const char *equals = strchr(property, '=');
  if (!equals || (size_t)(equals - property) >= sizeof key) {
    die("-X: '%s' is not KEY=VALUE", property);
  }
  memcpy(key, property, (size_t)(equals - property));
  key[equals - property] = 0;
  if (rd_kafka_conf_set(conf, key, equals + 1, error, sizeof error) != RD_KAFKA_CONF_OK) {
    die("%s", error);
  }
}

rd_kafka_conf_t *conf_new(const struct options *options, const char *const *properties) {
  rd_kafka_conf_t *conf = rd_kafka_conf_new();
  char error[512];
  if (rd_kafka_conf_set(conf, "bootstrap.servers", options->bootstrap, error, sizeof error) != RD_KAFKA_CONF_OK) {
    die("%s", error);
  }
  for (; properties && *properties; properties++) {
    conf_set(conf, *properties);
  }
  for (int i = 0; i < options->property_count; i++) {
    conf_set(conf, options->properties[i]);
  }
  return conf;
}

rd_kafka_t *client_new(rd_kafka_type_t type, rd_kafka_conf_t *conf) {
  char error[512];
  rd_kafka_t *client = rd_kafka_new(type, conf, error, sizeof error);
  if (!client) {
    die("%s", error);
  }
  return client;
}

char *value_new(size_t size) {
  char *value = malloc(size + 1);
  if (!value) {
    die("out of memory");
  }
  if (size == BENCH_NOTIFICATION_SIZE) {
    bench_notification(value, size + 1);
  } else {
    for (size_t i = 0; i < size; i++) {
      value[i] = (char)('a' + i % 26);
    }
  }
  return value;
}

/* Reports */

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

/* Poll thread */

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

/* Producer */

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

/* Consumer */

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
