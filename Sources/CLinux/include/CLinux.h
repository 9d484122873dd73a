#pragma once
// What `import Glibc` lacks: epoll, eventfd, mallopt, TCP options, and three calls that the C library declares for
// _GNU_SOURCE alone. That macro is not defined here, because it changes types which the Glibc module has already
// without it.
#include <malloc.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/types.h>

/// accept4(2) without the peer's address.
int linux_accept(int listener, int flags);

/// pthread_setname_np(3) for the calling thread. `name` has at most 15 bytes.
int linux_name_thread(const char *name);

/// The processors in this process's affinity mask (sched_getaffinity(2)); 0 when it cannot be told.
int linux_processors(void);

/// Whether the processor has vectors of 32 bytes of whole numbers and the system keeps their registers (AVX2); 0 on other kinds.
int linux_has_wide_vectors(void);

/// recv(2), send(2) and sendmsg(2), the latter two without SIGPIPE.
long linux_receive(int socket, void *bytes, unsigned long count);
long linux_send(int socket, const void *bytes, unsigned long count);
long linux_send_message(int socket, const struct msghdr *message);
