/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors */
#define _GNU_SOURCE
#include "measure.h"
#include <dlfcn.h>
#include <errno.h>
#include <malloc.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

void die(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fprintf(stderr, "%s: ", program_invocation_short_name);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  exit(1);
}

int64_t now_ns(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static int64_t microseconds(struct timeval time) {
  return (int64_t)time.tv_sec * 1000000 + time.tv_usec;
}

/* There when libmalloccount is preloaded, else -1. */
static long mallocs(void) {
  long (*count)(void) = (long (*)(void))dlsym(RTLD_DEFAULT, "malloccount");
  return count ? count() : -1;
}

/* The peak of this program alone: ru_maxrss begins with the peak of whoever started it. */
static double peak_resident_mb(void) {
  FILE *file = fopen("/proc/self/status", "r");
  char line[256];
  double kilobytes = 0;
  while (file && fgets(line, sizeof line, file)) {
    if (sscanf(line, "VmHWM: %lf", &kilobytes) == 1) {
      break;
    }
  }
  if (file) {
    fclose(file);
  }
  return kilobytes / 1024;
}

void measure_begin(struct measure *measure) {
  struct rusage usage;
  measure->began_mallocs = mallocs();
  getrusage(RUSAGE_SELF, &usage);
  measure->began_cpu_us = microseconds(usage.ru_utime) + microseconds(usage.ru_stime);
  measure->began_wakeups = usage.ru_nvcsw;
  measure->began_ns = now_ns();
}

void measure_print(const struct measure *measure, long count, const struct latencies *latencies) {
  int64_t elapsed_ns = now_ns() - measure->began_ns;
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  int64_t cpu_us = microseconds(usage.ru_utime) + microseconds(usage.ru_stime) - measure->began_cpu_us;
  long allocated = mallocs();

  printf("{\"msgs_s\": %.0f, \"cpu_us\": %.4f", (double)count * 1e9 / (double)elapsed_ns, (double)cpu_us / (double)count);
  if (latencies) {
    printf(", \"p50_us\": %.1f", latencies_percentile_us(latencies, 50));
    printf(", \"p99_us\": %.1f", latencies_percentile_us(latencies, 99));
  } else {
    printf(", \"p50_us\": null, \"p99_us\": null");
  }
  printf(", \"rss_mb\": %.1f", peak_resident_mb());
  if (allocated >= 0) {
    printf(", \"mallocs\": %.3f", (double)(allocated - measure->began_mallocs) / (double)count);
  }
  printf("}\n");
}

void measure_print_idle(const struct measure *measure) {
  double seconds = (double)(now_ns() - measure->began_ns) / 1e9;
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  int64_t cpu_us = microseconds(usage.ru_utime) + microseconds(usage.ru_stime) - measure->began_cpu_us;
  printf("{\"msgs_s\": null, \"cpu_us\": %.1f, \"p50_us\": null, \"p99_us\": null", (double)cpu_us / seconds);
  printf(", \"rss_mb\": %.1f, \"wakeups_s\": %.2f}\n", peak_resident_mb(),
         (double)(usage.ru_nvcsw - measure->began_wakeups) / seconds);
}

void trim_memory(void) { malloc_trim(0); }
