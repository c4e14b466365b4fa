/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors */
#include "bench.h"
#include <string.h>

static const struct {
  const char *name;
  void (*run)(const struct options *, const struct workload *);
  struct workload workload;
} commands[] = {
    {"produce-200", run_produce, {.size = 200}},
    {"produce-2159", run_produce, {.size = 2159}},
    {"awaited-1", run_awaited, {.size = 200, .window = 1, .batch = 1}},
    {"awaited-64", run_awaited, {.size = 200, .window = 64, .batch = 1}},
    {"awaited-1024", run_awaited, {.size = 200, .window = 1024, .batch = 1}},
    {"awaited-batch-1024", run_awaited, {.size = 200, .window = 1024, .batch = 16}},
    {"consume-200", run_consume, {.size = 200}},
    {"consume-200-actor", run_consume, {.size = 200}},
    {"consume-200-records", run_consume, {.size = 200}},
    {"notify-2159", run_produce, {.size = 2159}},
    {"notify-awaited-1024", run_awaited, {.size = 400, .window = 1024, .batch = 1}},
    {"notify-batch-16", run_awaited, {.size = 400, .window = 1024, .batch = 16}},
    {"listen-2159", run_consume, {.size = 2159}},
    {"listen-type-2159", run_consume, {.size = 2159}},
    {"idle", run_idle, {.size = 200}},
    {"create", run_create, {0}},
    {"delete", run_delete, {0}},
    {"fill", run_fill, {0}},
};

int main(int argc, char **argv) {
  struct options options;
  options_parse(&options, argc, argv);
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
    if (strcmp(commands[i].name, options.command) == 0) {
      commands[i].run(&options, &commands[i].workload);
      return 0;
    }
  }
  die("unknown command '%s'", options.command);
}
