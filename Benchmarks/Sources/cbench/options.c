/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors */
#include "bench.h"
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>

static const char usage[] =
    "usage: cbench COMMAND -b BOOTSTRAP -t TOPIC [-n COUNT] [-w WARMUP] [-s SIZE] [-p PARTITIONS] [-X KEY=VALUE]... "
    "[--poll]";

static long number(const char *text, char option) {
  char *end;
  errno = 0;
  long value = strtol(text, &end, 10);
  if (errno || end == text || *end || value < 0) {
    die("-%c: '%s' is not a number of 0 or more", option, text);
  }
  return value;
}

static void add_property(struct options *options, const char *property) {
  if (options->property_count == MAX_PROPERTIES) {
    die("-X: more than %d properties", MAX_PROPERTIES);
  }
  options->properties[options->property_count++] = property;
}

void options_parse(struct options *options, int argc, char **argv) {
  static const struct option names[] = {{"poll", no_argument, NULL, 'P'}, {0}};
  *options = (struct options){.count = 100000, .warmup = 0, .size = 200, .partitions = 4};
  int option;
  while ((option = getopt_long(argc, argv, "b:t:n:w:s:p:X:", names, NULL)) != -1) {
    switch (option) {
      case 'b': options->bootstrap = optarg; break;
      case 't': options->topic = optarg; break;
      case 'n': options->count = number(optarg, 'n'); break;
      case 'w': options->warmup = number(optarg, 'w'); break;
      case 's': options->size = number(optarg, 's'); break;
      case 'p': options->partitions = (int)number(optarg, 'p'); break;
      case 'X': add_property(options, optarg); break;
      case 'P': options->poll = true; break;
      default: die("%s", usage);
    }
  }
  if (optind != argc - 1 || !options->bootstrap || !options->topic) {
    die("%s", usage);
  }
  options->command = argv[optind];
}
