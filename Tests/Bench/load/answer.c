// Reads answers: status, Content-Length, and whether the connection ends. Chunked answers count as wrong: nobody here
// is asked for any.
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "load.h"

// The value of a field line, or NULL when it is another field's.
static const char *value_of(const char *line, const char *name, size_t name_bytes) {
  if (strncasecmp(line, name, name_bytes)) return NULL;
  line += name_bytes;
  while (*line == ' ') line++;
  return line;
}

static bool take_head(struct worker *w, struct connection *c, const char *head, const char *end) {
  if (end - head < 12 || memcmp(head, "HTTP/1.1 ", 9)) return false;
  int status = (head[9] - '0') * 100 + (head[10] - '0') * 10 + (head[11] - '0');
  int64_t length = -1;
  const char *line = head;
  // Only fields that begin with C matter; `end` is the empty line, so each line ends before it.
  while ((line = memchr(line, '\n', (size_t)(end - line)))) {
    line++;
    if ((*line | 0x20) != 'c') continue;
    const char *value;
    if ((value = value_of(line, "content-length:", 15))) length = strtoll(value, NULL, 10);
    else if ((value = value_of(line, "connection:", 11))) c->is_last |= !strncasecmp(value, "close", 5);
  }
  bool has_content = status != 304 && status != 204;
  if (has_content && length < 0) return false;
  c->body_left = has_content ? (uint64_t)length : 0;
  bool is_right = status == w->options->status &&
                  (!has_content || w->options->length < 0 || length == w->options->length);
  if (!is_right) w->tally.wrong++;
  else if (w->is_measuring) w->tally.answers++;
  return true;
}

static void finish(struct worker *w, struct connection *c) {
  c->awaited--;
  if (w->is_measuring) histogram_add(&w->tally.latency, now() - c->since);
}

bool take_answers(struct worker *w, struct connection *c, char *bytes, size_t count) {
  char *stop = bytes + count;
  while (bytes < stop) {
    if (c->awaited == 0) return false;  // an answer nobody asked for
    if (c->body_left > 0) {
      size_t left = (size_t)(stop - bytes);
      size_t taken = left < c->body_left ? left : c->body_left;
      bytes += taken;
      c->body_left -= taken;
      if (c->body_left == 0) finish(w, c);
      continue;
    }
    char *end = memmem(bytes, (size_t)(stop - bytes), "\r\n\r\n", 4);
    if (!end) {
      c->partial_bytes = (size_t)(stop - bytes);
      if (c->partial_bytes > head_bytes_max) return false;
      if (!c->partial) c->partial = malloc(head_bytes_max);
      memcpy(c->partial, bytes, c->partial_bytes);
      return true;
    }
    if (!take_head(w, c, bytes, end + 2)) return false;
    bytes = end + 4;
    if (c->body_left == 0) finish(w, c);
  }
  return true;
}
