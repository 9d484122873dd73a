// The four ways to ask.
#define _GNU_SOURCE
#include <errno.h>
#include <sys/epoll.h>
#include <time.h>

#include "load.h"

enum { events_max = 256, opening_max = 128, set_up_seconds = 20, late_seconds = 2 };

uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

// What became of a connection in one turn.
enum turn { waits, has_answers, is_gone };

static enum turn serve(struct worker *w, struct connection *c, uint32_t events) {
  int awaited = c->awaited;
  if (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) {
    if (!connection_read(w, c)) {
      if (c->awaited > 0) w->tally.errors++;
      else w->tally.closed++;
      return is_gone;
    }
  }
  if (c->unsent > 0 && !connection_write(w, c)) {
    w->tally.errors++;
    return is_gone;
  }
  return awaited > 0 && c->awaited == 0 ? has_answers : waits;
}

static int wait_until(struct worker *w, struct epoll_event *events, uint64_t time) {
  uint64_t current = now();
  uint64_t left = time > current ? time - current : 0;
  struct timespec timeout = {.tv_sec = (time_t)(left / 1000000000), .tv_nsec = (long)(left % 1000000000)};
  int count = epoll_pwait2(w->epoll, events, events_max, &timeout, NULL);
  return count < 0 && errno == EINTR ? 0 : count;
}

// Opens every connection and lets it answer once, so that what is measured is the steady state. New connections have
// none; but whoever resumes needs a ticket first.
void set_up(struct worker *w) {
  bool is_one_shot = w->options->mode == one_shot;
  int wanted = !is_one_shot ? w->count : w->options->resumes ? 1 : 0;
  int begun = 0, done = 0, failed = 0;
  uint64_t end = now() + (uint64_t)set_up_seconds * 1000000000;
  struct epoll_event events[events_max];
  while (done + failed < wanted && now() < end) {
    while (begun < wanted && begun - done - failed < opening_max) {
      if (!connection_ask(w, &w->connections[begun++], now())) failed++;
    }
    int count = wait_until(w, events, end);
    for (int i = 0; i < count; i++) {
      struct connection *c = events[i].data.ptr;
      if (serve(w, c, events[i].events) == waits) continue;
      if (c->awaited == 0) done++;  // also when the end came with the answer
      else failed++;
      if (is_one_shot) connection_close(w, c);
    }
  }
  w->tally.errors = (uint64_t)(wanted - done);
  w->tally.closed = 0;
}

// One more batch for this connection, if any is left.
static void ask_again(struct worker *w, struct connection *c) {
  uint64_t depth = (uint64_t)w->options->depth;
  if (w->requests_left < depth) return;
  w->requests_left -= depth;
  if (!connection_ask(w, c, now())) w->tally.errors++;
}

static void measure_closed(struct worker *w, uint64_t end) {
  struct epoll_event events[events_max];
  int busy = 0;
  for (int i = 0; i < w->count; i++) ask_again(w, &w->connections[i]);
  for (;;) {
    busy = 0;
    for (int i = 0; w->requests_left < (uint64_t)w->options->depth && i < w->count; i++) {
      busy += w->connections[i].fd >= 0 && w->connections[i].awaited > 0;
    }
    if ((w->requests_left < (uint64_t)w->options->depth && busy == 0) || now() >= end) return;
    int count = wait_until(w, events, end);
    for (int i = 0; i < count; i++) {
      struct connection *c = events[i].data.ptr;
      enum turn turn = serve(w, c, events[i].events);
      if (turn == has_answers && w->options->mode == one_shot) {
        connection_reset(w, c);
        turn = is_gone;
      }
      // A connection that is to end is read to its end, as a good client does, and then made anew.
      if (turn == is_gone || (turn == has_answers && !c->is_last)) ask_again(w, c);
    }
  }
}

static void set_free(struct worker *w, struct connection *c) {
  w->free[(w->free_first + w->free_count++) % w->count] = (int)(c - w->connections);
}

// A request that finds no free connection waits for one, and its time runs from when it was due: a server that stalls
// does not hide it by being asked less.
static void measure_open(struct worker *w, uint64_t start, uint64_t end) {
  struct epoll_event events[events_max];
  uint64_t asked = 0, due_in_all = (uint64_t)(w->options->seconds * w->rate);
  if (due_in_all > w->requests_left) due_in_all = w->requests_left;
  uint64_t last = end + (uint64_t)late_seconds * 1000000000;
  for (int i = 0; i < w->count; i++) set_free(w, &w->connections[i]);
  for (;;) {
    uint64_t time = now(), due = start + (uint64_t)((double)asked * 1e9 / w->rate);
    while (asked < due_in_all && due <= time && w->free_count > 0) {
      struct connection *c = &w->connections[w->free[w->free_first]];
      w->free_first = (w->free_first + 1) % w->count;
      w->free_count--;
      asked++;
      if (!connection_ask(w, c, due)) {
        w->tally.errors++;
        set_free(w, c);
      }
      due = start + (uint64_t)((double)asked * 1e9 / w->rate);
    }
    bool is_done = asked == due_in_all;
    if ((is_done && w->free_count == w->count) || time >= last) break;
    int count = wait_until(w, events, !is_done && w->free_count > 0 ? due : last);
    for (int i = 0; i < count; i++) {
      struct connection *c = events[i].data.ptr;
      bool had_work = c->awaited > 0;
      enum turn turn = serve(w, c, events[i].events);
      if (had_work && turn != waits) set_free(w, c);
    }
  }
  w->tally.errors += due_in_all - asked + (uint64_t)(w->count - w->free_count);
}

// Nobody asked for anything, so whatever can be read is the end of a connection.
static void count_held(struct worker *w) {
  struct epoll_event events[events_max];
  uint64_t lost = w->tally.errors;
  for (int count; (count = wait_until(w, events, 0)) > 0;) {
    for (int i = 0; i < count; i++) connection_close(w, events[i].data.ptr);
    lost += (uint64_t)count;
  }
  w->tally.errors = lost;
  w->tally.answers = (uint64_t)w->count - lost;
}

void measure(struct worker *w) {
  uint64_t start = now(), end = start + (uint64_t)(w->options->seconds * 1e9);
  w->is_measuring = true;
  switch (w->options->mode) {
    case keep_alive:
    case one_shot: measure_closed(w, end); break;
    case open_loop: measure_open(w, start, end); break;
    case idle: count_held(w); break;
  }
}
