/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors
 *
 * librdkafka clients, and what is sent with them. */
#include "bench.h"
#include "notification.h"
#include <stdlib.h>
#include <string.h>

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
