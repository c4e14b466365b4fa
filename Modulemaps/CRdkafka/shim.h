/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors
 *
 * What Swift can't call in librdkafka's header, and what differs between its versions. Inline functions only:
 * nothing here is compiled on its own. */
#ifndef CRDKAFKA_SHIM_H
#define CRDKAFKA_SHIM_H

#if !__has_include(<librdkafka/rdkafka.h>)
#error "librdkafka is not installed. Debian and Ubuntu: apt-get install librdkafka-dev. macOS: brew install librdkafka."
#endif

#include <pthread.h>
#include <semaphore.h>
#include <time.h>

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#if RD_KAFKA_VERSION < 0x020002ff
#error "librdkafka 2.0.2 or newer is needed. Debian 12 and later: apt-get install librdkafka-dev. macOS: brew install librdkafka."
#endif

/* rd_kafka_producev is variadic, which Swift does not import; rd_kafka_produceva allocates an error object for each
 * refused record. On success the header list belongs to librdkafka, on error it stays the caller's. A list is never
 * built from single RD_KAFKA_V_HEADER arguments: before 2.12 those are freed twice for an unknown partition. */
static inline rd_kafka_resp_err_t crdkafka_produce(
    rd_kafka_t *client, rd_kafka_topic_t *topic, int32_t partition, int flags,
    const void *_Nullable value, size_t value_length, const void *_Nullable key, size_t key_length,
    int64_t timestamp, rd_kafka_headers_t *_Nullable headers, void *_Nullable opaque) {
  if (headers) {
    return rd_kafka_producev(
        client, RD_KAFKA_V_RKT(topic), RD_KAFKA_V_PARTITION(partition), RD_KAFKA_V_MSGFLAGS(flags),
        RD_KAFKA_V_VALUE((void *)value, value_length), RD_KAFKA_V_KEY((void *)key, key_length),
        RD_KAFKA_V_TIMESTAMP(timestamp), RD_KAFKA_V_HEADERS(headers), RD_KAFKA_V_OPAQUE(opaque), RD_KAFKA_V_END);
  }
  if (timestamp) {
    return rd_kafka_producev(
        client, RD_KAFKA_V_RKT(topic), RD_KAFKA_V_PARTITION(partition), RD_KAFKA_V_MSGFLAGS(flags),
        RD_KAFKA_V_VALUE((void *)value, value_length), RD_KAFKA_V_KEY((void *)key, key_length),
        RD_KAFKA_V_TIMESTAMP(timestamp), RD_KAFKA_V_OPAQUE(opaque), RD_KAFKA_V_END);
  }
  /* The error is the thread's: nothing may come between the two calls. */
  int failed = rd_kafka_produce(topic, partition, flags, (void *)value, value_length, key, key_length, opaque);
  return failed ? rd_kafka_last_error() : RD_KAFKA_RESP_ERR_NO_ERROR;
}

/* The leader epoch of a consumed record, which librdkafka tells since 2.1; -1 where it is not known. */
static inline int32_t crdkafka_message_leader_epoch(const rd_kafka_message_t *message) {
#if RD_KAFKA_VERSION >= 0x020100ff
  return rd_kafka_message_leader_epoch(message);
#else
  (void)message;
  return -1;
#endif
}

/* The leader epoch of a partition in a list, likewise. */
static inline int32_t crdkafka_partition_leader_epoch(const rd_kafka_topic_partition_t *partition) {
#if RD_KAFKA_VERSION >= 0x020100ff
  return rd_kafka_topic_partition_get_leader_epoch(partition);
#else
  (void)partition;
  return -1;
#endif
}

static inline void crdkafka_partition_set_leader_epoch(rd_kafka_topic_partition_t *partition, int32_t epoch) {
#if RD_KAFKA_VERSION >= 0x020100ff
  rd_kafka_topic_partition_set_leader_epoch(partition, epoch);
#else
  (void)partition;
  (void)epoch;
#endif
}

#if defined(__linux__)
/* Declared only for _GNU_SOURCE, which Swift's own module of the C library does not define. */
extern int pthread_setname_np(pthread_t thread, const char *name);
/* From glibc 2.30 on. */
extern int sem_clockwait(sem_t *semaphore, clockid_t clock, const struct timespec *deadline);
#endif

/* Names the calling thread, for debuggers; at most 15 bytes. */
static inline void crdkafka_name_thread(const char *name) {
#if defined(__linux__)
  pthread_setname_np(pthread_self(), name);
#else
  (void)name;
#endif
}

/* Waits for a semaphore until a time of the clock that nobody sets. */
static inline int crdkafka_wait_until(sem_t *semaphore, const struct timespec *deadline) {
#if defined(__linux__)
  return sem_clockwait(semaphore, CLOCK_MONOTONIC, deadline);
#else
  return sem_timedwait(semaphore, deadline);
#endif
}

#include "shim-admin.h"
#include "shim-mock.h"

#endif
