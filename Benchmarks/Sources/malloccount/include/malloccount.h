/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors */
#ifndef MALLOCCOUNT_H
#define MALLOCCOUNT_H

/* Allocations of this process so far. */
long malloccount(void);

#endif
