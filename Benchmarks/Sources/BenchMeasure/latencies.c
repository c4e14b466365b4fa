/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors */
#include "measure.h"
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>

/* 128 linear steps in each power of two. */
enum { STEP_BITS = 7, STEPS = 1 << STEP_BITS, BUCKETS = (64 - STEP_BITS) * STEPS };

struct latencies {
  atomic_long buckets[BUCKETS];
};

struct latencies *latencies_new(void) {
  struct latencies *latencies = calloc(1, sizeof *latencies);
  if (!latencies) {
    die("out of memory");
  }
  return latencies;
}

static size_t bucket(uint64_t ns) {
  if (ns < STEPS) {
    return ns;
  }
  int shift = 63 - __builtin_clzll(ns) - STEP_BITS;
  return ((size_t)shift << STEP_BITS) + (ns >> shift);
}

static double middle_ns(size_t bucket) {
  if (bucket < STEPS) {
    return (double)bucket;
  }
  size_t shift = (bucket >> STEP_BITS) - 1;
  uint64_t low = (uint64_t)(bucket - (shift << STEP_BITS)) << shift;
  return (double)low + (double)((uint64_t)1 << shift) / 2;
}

void latencies_add(struct latencies *latencies, int64_t ns) {
  atomic_fetch_add_explicit(&latencies->buckets[bucket(ns > 0 ? (uint64_t)ns : 0)], 1, memory_order_relaxed);
}

void latencies_clear(struct latencies *latencies) {
  for (size_t i = 0; i < BUCKETS; i++) {
    atomic_store_explicit(&latencies->buckets[i], 0, memory_order_relaxed);
  }
}

double latencies_percentile_us(const struct latencies *latencies, double percent) {
  long total = 0;
  for (size_t i = 0; i < BUCKETS; i++) {
    total += atomic_load_explicit(&latencies->buckets[i], memory_order_relaxed);
  }
  long rank = (long)((double)total * percent / 100);
  for (size_t i = 0; i < BUCKETS; i++) {
    rank -= atomic_load_explicit(&latencies->buckets[i], memory_order_relaxed);
    if (rank < 0) {
      return middle_ns(i) / 1000;
    }
  }
  return 0;
}
