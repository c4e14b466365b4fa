/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors
 *
 * The C11 thread functions on their pthread namesakes, to be preloaded under the thread sanitizer: librdkafka
 * starts and synchronises its threads with the former, the sanitizer knows only the latter, and Swift code
 * that runs on a thread it does not know crashes it. In glibc thrd_t is pthread_t, and mtx_t, cnd_t and once_flag
 * are as large as what they stand for, which is checked below. */
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <threads.h>

_Static_assert(sizeof(thrd_t) == sizeof(pthread_t), "thrd_t is not a pthread_t");
_Static_assert(sizeof(mtx_t) >= sizeof(pthread_mutex_t), "mtx_t has no room for a pthread_mutex_t");
_Static_assert(sizeof(cnd_t) >= sizeof(pthread_cond_t), "cnd_t has no room for a pthread_cond_t");
_Static_assert(sizeof(once_flag) == sizeof(pthread_once_t), "once_flag is not a pthread_once_t");

#define MUTEX(m) ((pthread_mutex_t *)(m))
#define CONDITION(c) ((pthread_cond_t *)(c))

static int result(int error) {
  switch (error) {
    case 0: return thrd_success;
    case ENOMEM: return thrd_nomem;
    case ETIMEDOUT: return thrd_timedout;
    case EBUSY: return thrd_busy;
    default: return thrd_error;
  }
}

struct start {
  thrd_start_t function;
  void *argument;
};

static void *run(void *given) {
  struct start start = *(struct start *)given;
  free(given);
  return (void *)(intptr_t)start.function(start.argument);
}

int thrd_create(thrd_t *thread, thrd_start_t function, void *argument) {
  struct start *start = malloc(sizeof *start);
  if (!start) return thrd_nomem;
  *start = (struct start){function, argument};
  int error = pthread_create(thread, NULL, run, start);
  if (error) free(start);
  return error == EAGAIN ? thrd_nomem : result(error);
}

int thrd_join(thrd_t thread, int *code) {
  void *returned;
  int error = pthread_join(thread, &returned);
  if (!error && code) *code = (int)(intptr_t)returned;
  return result(error);
}

int thrd_detach(thrd_t thread) { return result(pthread_detach(thread)); }

int mtx_init(mtx_t *mutex, int type) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  if (type & mtx_recursive) pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
  int error = pthread_mutex_init(MUTEX(mutex), &attributes);
  pthread_mutexattr_destroy(&attributes);
  return result(error);
}

void mtx_destroy(mtx_t *mutex) { pthread_mutex_destroy(MUTEX(mutex)); }
int mtx_lock(mtx_t *mutex) { return result(pthread_mutex_lock(MUTEX(mutex))); }
int mtx_trylock(mtx_t *mutex) { return result(pthread_mutex_trylock(MUTEX(mutex))); }
int mtx_unlock(mtx_t *mutex) { return result(pthread_mutex_unlock(MUTEX(mutex))); }
int mtx_timedlock(mtx_t *mutex, const struct timespec *until) {
  return result(pthread_mutex_timedlock(MUTEX(mutex), until));
}

int cnd_init(cnd_t *condition) { return result(pthread_cond_init(CONDITION(condition), NULL)); }
void cnd_destroy(cnd_t *condition) { pthread_cond_destroy(CONDITION(condition)); }
int cnd_signal(cnd_t *condition) { return result(pthread_cond_signal(CONDITION(condition))); }
int cnd_broadcast(cnd_t *condition) { return result(pthread_cond_broadcast(CONDITION(condition))); }
int cnd_wait(cnd_t *condition, mtx_t *mutex) { return result(pthread_cond_wait(CONDITION(condition), MUTEX(mutex))); }
int cnd_timedwait(cnd_t *condition, mtx_t *mutex, const struct timespec *until) {
  return result(pthread_cond_timedwait(CONDITION(condition), MUTEX(mutex), until));
}

void call_once(once_flag *flag, void (*function)(void)) { pthread_once((pthread_once_t *)flag, function); }
