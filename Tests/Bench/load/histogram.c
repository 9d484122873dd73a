#include "load.h"

// 64 places for each power of two: the highest six bits below the leading one choose.
static unsigned place_of(uint64_t value) {
  if (value < 64) return (unsigned)value;
  unsigned exponent = 63 - (unsigned)__builtin_clzll(value);
  return (exponent - 5) * 64 + (unsigned)(value >> (exponent - 6)) - 64;
}

static uint64_t value_at(unsigned place) {
  if (place < 64) return place;
  unsigned exponent = place / 64 + 5;
  return (uint64_t)(place % 64 + 64) << (exponent - 6);
}

void histogram_add(struct histogram *h, uint64_t nanoseconds) {
  h->counts[place_of(nanoseconds)]++;
  h->total++;
  if (nanoseconds > h->max) h->max = nanoseconds;
}

void histogram_merge(struct histogram *into, const struct histogram *h) {
  for (unsigned i = 0; i < sizeof h->counts / sizeof h->counts[0]; i++) into->counts[i] += h->counts[i];
  into->total += h->total;
  if (h->max > into->max) into->max = h->max;
}

double histogram_quantile(const struct histogram *h, double quantile) {
  uint64_t rank = (uint64_t)(quantile * (double)h->total), seen = 0;
  for (unsigned i = 0; i < sizeof h->counts / sizeof h->counts[0]; i++) {
    seen += h->counts[i];
    if (seen > rank) return (double)value_at(i) / 1000;
  }
  return (double)h->max / 1000;
}
