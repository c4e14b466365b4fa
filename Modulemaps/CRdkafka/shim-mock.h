/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors
 *
 * What Swift can't call of the mock cluster, and what librdkafka 2.0.2 does not have of it. */
#ifndef CRDKAFKA_SHIM_MOCK_H
#define CRDKAFKA_SHIM_MOCK_H

/* Variadic in librdkafka; one error a call does the same. */
static inline rd_kafka_resp_err_t crdkafka_mock_push_broker_error(
    rd_kafka_mock_cluster_t *cluster, int32_t broker, int16_t api, rd_kafka_resp_err_t error, int delay_ms) {
  return rd_kafka_mock_broker_push_request_error_rtts(cluster, broker, api, 1, error, delay_ms);
}

#if RD_KAFKA_VERSION < 0x020300ff
typedef struct rd_kafka_mock_request_s rd_kafka_mock_request_t;
#endif

static inline void crdkafka_mock_track_requests(rd_kafka_mock_cluster_t *cluster, int is_on) {
  CRDKAFKA_SINCE_2_3(if (is_on) rd_kafka_mock_start_request_tracking(cluster);
                     else rd_kafka_mock_stop_request_tracking(cluster);)
}

static inline rd_kafka_mock_request_t *_Nullable *_Nullable crdkafka_mock_requests(
    rd_kafka_mock_cluster_t *cluster, size_t *count) {
  *count = 0;
  CRDKAFKA_SINCE_2_3(return rd_kafka_mock_get_requests(cluster, count);)
  return NULL;
}

static inline void crdkafka_mock_free_requests(
    rd_kafka_mock_request_t *_Nullable *_Nullable requests, size_t count) {
  CRDKAFKA_SINCE_2_3(if (requests) rd_kafka_mock_request_destroy_array(requests, count);)
}

static inline void crdkafka_mock_clear_requests(rd_kafka_mock_cluster_t *cluster) {
  CRDKAFKA_SINCE_2_3(rd_kafka_mock_clear_requests(cluster);)
}

static inline int32_t crdkafka_mock_request_broker(rd_kafka_mock_request_t *request) {
  CRDKAFKA_SINCE_2_3(return rd_kafka_mock_request_id(request);)
  return -1;
}

static inline int16_t crdkafka_mock_request_api(rd_kafka_mock_request_t *request) {
  CRDKAFKA_SINCE_2_3(return rd_kafka_mock_request_api_key(request);)
  return -1;
}

static inline int64_t crdkafka_mock_request_microseconds(rd_kafka_mock_request_t *request) {
  CRDKAFKA_SINCE_2_3(return rd_kafka_mock_request_timestamp(request);)
  return -1;
}

/* Since 2.6. */
static inline void crdkafka_mock_initial_rebalance_delay(rd_kafka_mock_cluster_t *cluster, int32_t delay_ms) {
  CRDKAFKA_SINCE_2_6(rd_kafka_mock_group_initial_rebalance_delay_ms(cluster, delay_ms);)
}

#endif
