#pragma once
#include <brotli/decode.h>
#include <brotli/encode.h>
#include <stdlib.h>
#include <zlib.h>

/// For brotli: memory of up to `*bytes_max` bytes at a time, else NULL.
static inline void *compression_allocate(void *bytes_max, size_t count) {
  return count <= *(const size_t *)bytes_max ? malloc(count) : NULL;
}

static inline void compression_free(void *bytes_max, void *address) {
  (void)bytes_max;
  free(address);
}
