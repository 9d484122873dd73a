#define _GNU_SOURCE
#include "CLinux.h"
#include <pthread.h>
#include <sched.h>

int linux_accept(int listener, int flags) { return accept4(listener, NULL, NULL, flags); }

int linux_name_thread(const char *name) { return pthread_setname_np(pthread_self(), name); }

int linux_processors(void) {
  cpu_set_t set;
  return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 0;
}
