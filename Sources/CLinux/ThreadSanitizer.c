/* Compiled under ThreadSanitizer alone: tells it of a Swift `Mutex` that threads wait for.

   A mutex that nobody waits for is taken and left by atomic instructions of our own code, which ThreadSanitizer sees.
   Waiting and waking are two functions of Swift's library, which was compiled without it (and at the end the kernel hands
   the mutex over): unseen, so that it reports races between one holder and the next (Swift 6.3, Linux; three threads
   that count under one mutex show it). These two stand before Swift's, say what they do, and call them. In a pthread
   mutex, ThreadSanitizer does the same by itself. */
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

/* Swift's calling convention: `self`, here the mutex's address, has a register of its own. */
#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *mutex
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

void __tsan_acquire(void *address);
void __tsan_release(void *address);

/* `_MutexHandle._lockSlow(_: UInt32)`: returns when this thread, whose id it takes, has the mutex. */
SWIFT void lock_slow(uint32_t thread, SELF) __asm__(LOCK);
SWIFT void lock_slow(uint32_t thread, SELF) {
  SWIFT void (*swift)(uint32_t, SELF) = dlsym(RTLD_NEXT, LOCK);
  swift(thread, mutex);
  __tsan_acquire(mutex);
}

/* `_MutexHandle._unlockSlow()`: leaves the mutex to one that waits. */
SWIFT void unlock_slow(SELF) __asm__(UNLOCK);
SWIFT void unlock_slow(SELF) {
  SWIFT void (*swift)(SELF) = dlsym(RTLD_NEXT, UNLOCK);
  __tsan_release(mutex);
  swift(mutex);
}

#endif
#endif
