/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors
 *
 * How a section of a program is measured, in C and in Swift alike: clock, processor time, memory, and the line of JSON
 * that a run prints. */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include <stdint.h>

/* Prints the message to standard error and ends the program with 1. */
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

int64_t now_ns(void);

/* A histogram of nanoseconds that is exact to 1 % and may be written from any thread. */
struct latencies;

struct latencies *latencies_new(void);
void latencies_add(struct latencies *latencies, int64_t ns);
void latencies_clear(struct latencies *latencies);
double latencies_percentile_us(const struct latencies *latencies, double percent);

/* What the process had used when the section began. */
struct measure {
  int64_t began_ns;
  int64_t began_cpu_us;
  long began_wakeups;
  long began_mallocs;
};

void measure_begin(struct measure *measure);

/* Ends the section in which `count` records were handled, and prints its figures. */
void measure_print(const struct measure *measure, long count, const struct latencies *latencies);

/* Ends a section in which nothing was to be done. */
void measure_print_idle(const struct measure *measure);

/* Gives memory that is free back to the system, so that only what is in use counts as resident. */
void trim_memory(void);

#endif
