/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors
 *
 * The notification of the 2 159-byte cases: `compute.instance.create.end` of one instance, as nova sends it. */
#ifndef BENCH_NOTIFICATION_H
#define BENCH_NOTIFICATION_H

#include <stddef.h>

enum { BENCH_NOTIFICATION_SIZE = 2159 };

/* The payload alone, as JSON text. */
const char *bench_payload(void);

/* Writes the whole record value, BENCH_NOTIFICATION_SIZE bytes and a NUL; returns its length. */
size_t bench_notification(char *buffer, size_t capacity);

#endif
