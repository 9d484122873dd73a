#define _GNU_SOURCE
#include "CLinux.h"
#include <pthread.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

int linux_accept(int listener, int flags) { return accept4(listener, NULL, NULL, flags); }

int linux_name_thread(const char *name) { return pthread_setname_np(pthread_self(), name); }

int linux_processors(void) {
  cpu_set_t set;
  return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 0;
}

/* The C library's own wrappers are points where a thread may be cancelled, which costs them dozens of instructions a
   call; no thread here ever is. */
long linux_receive(int socket, void *bytes, unsigned long count) {
  return syscall(SYS_recvfrom, socket, bytes, count, 0, (void *)0, (void *)0);
}

long linux_send(int socket, const void *bytes, unsigned long count) {
  return syscall(SYS_sendto, socket, bytes, count, MSG_NOSIGNAL, (void *)0, 0);
}

long linux_send_message(int socket, const struct msghdr *message) {
  return syscall(SYS_sendmsg, socket, message, MSG_NOSIGNAL);
}

int linux_has_wide_vectors(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  // What the compiler takes a Haswell to have, as far as it can be asked for.
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
      __builtin_cpu_supports("fma");
#else
  return 0;
#endif
}
