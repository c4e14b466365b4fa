/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors */
#include <librdkafka/rdkafka.h>
