/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors
 *
 * Unawaited sends, as fast as the queue takes them; the section ends when every one was acknowledged. */
#include "bench.h"
#include <stdlib.h>

static void send_all(struct producer *producer, struct reports *reports, const char *value, size_t size, long count) {
  if (count == 0) {
    return;
  }
  reports->target = atomic_load(&reports->received) + count;
  for (long i = 0; i < count; i++) {
    producer_send(producer, value, size, NULL);
  }
  reports_wait(reports);
}

void run_produce(const struct options *options, const struct workload *workload) {
  struct reports reports;
  reports_init(&reports, 0);
  struct producer producer = producer_start(options, &reports);
  char *value = value_new(workload->size);
  struct measure measure;

  send_all(&producer, &reports, value, workload->size, options->warmup);
  measure_begin(&measure);
  send_all(&producer, &reports, value, workload->size, options->count);
  measure_print(&measure, options->count, NULL);

  producer_stop(&producer);
  free(value);
}
