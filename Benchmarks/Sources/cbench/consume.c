/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors
 *
 * A new group reads the topic from its first record; the section begins after the warm-up's records. */
#include "bench.h"

enum { BATCH = 1000, WAIT_MS = 1000, GIVE_UP_S = 60 };

struct intake {
  rd_kafka_t *client;
  rd_kafka_queue_t *queue;
  bool one_by_one;
  uint64_t checksum; /* of what was read, so that the reading isn't optimised away */
};

/* Takes the message; true if it was a record. */
static bool take(struct intake *intake, rd_kafka_message_t *message) {
  rd_kafka_resp_err_t failure = message->err;
  if (!failure && message->len > 0) {
    intake->checksum += message->len + *(const unsigned char *)message->payload;
  }
  rd_kafka_message_destroy(message);
  if (failure && failure != RD_KAFKA_RESP_ERR__PARTITION_EOF) {
    die("consume: %s", rd_kafka_err2str(failure));
  }
  return !failure;
}

static long read_batch(struct intake *intake, long limit) {
  rd_kafka_message_t *messages[BATCH];
  size_t size = limit < BATCH ? (size_t)limit : BATCH;
  ssize_t length = rd_kafka_consume_batch_queue(intake->queue, WAIT_MS, messages, size);
  if (length < 0) {
    die("consume: %s", rd_kafka_err2str(rd_kafka_last_error()));
  }
  long records = 0;
  for (ssize_t i = 0; i < length; i++) {
    records += take(intake, messages[i]);
  }
  return records;
}

static long read_one(struct intake *intake) {
  rd_kafka_message_t *message = rd_kafka_consumer_poll(intake->client, WAIT_MS);
  return message && take(intake, message);
}

static void read_records(struct intake *intake, long count) {
  int64_t last_record = now_ns();
  for (long got = 0; got < count;) {
    long records = intake->one_by_one ? read_one(intake) : read_batch(intake, count - got);
    got += records;
    if (records > 0) {
      last_record = now_ns();
    } else if (now_ns() - last_record > (int64_t)GIVE_UP_S * 1000000000) {
      die("consume: no record for %d s after %ld of %ld", GIVE_UP_S, got, count);
    }
  }
}

void run_consume(const struct options *options, const struct workload *workload) {
  (void)workload;
  rd_kafka_t *client = consumer_start(options);
  struct intake intake = {
      .client = client, .queue = rd_kafka_queue_get_consumer(client), .one_by_one = options->poll};
  struct measure measure;

  read_records(&intake, options->warmup > 0 ? options->warmup : 1);
  measure_begin(&measure);
  read_records(&intake, options->count);
  measure_print(&measure, options->count, NULL);
  if (intake.checksum == 0) {
    die("consume: the records were empty");
  }

  rd_kafka_queue_destroy(intake.queue);
  consumer_stop(client);
}
