// A load generator for servers on 127.0.0.1.
//
// usage: load keep-alive|one-shot|open|idle --port PORT [--path PATH] [--connections N] [--threads N] [--seconds S]
//             [--requests N] [--depth N] [--rate N] [--tls 1.2|1.3] [--resume] [--field "Name: value"]...
//             [--status N] [--length N]
//
// First opens its connections and lets each answer once; then prints "begin" and waits for a line (or the end) of
// standard input; measures; prints one line of JSON; and waits for another line before it closes anything. Whoever
// started it can so look at the server in its steady state. Times are microseconds; an answer with another status or
// length than said is `wrong` and in no other count.
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "load.h"

static pthread_barrier_t is_set_up, begins;

static void usage(const char *what) {
  fprintf(stderr, "load: %s; see the head of main.c\n", what);
  exit(2);
}

static void *work(void *argument) {
  struct worker *w = argument;
  prctl(PR_SET_TIMERSLACK, 1);  // an open loop must wake when a request is due, not 50 microseconds later
  set_up(w);
  pthread_barrier_wait(&is_set_up);
  pthread_barrier_wait(&begins);
  measure(w);
  return NULL;
}

static long number(const char *text, long least, long most, const char *name) {
  char *end;
  long value = strtol(text, &end, 10);
  if (*end || value < least || value > most) usage(name);
  return value;
}

static enum mode mode_of(const char *name) {
  if (!strcmp(name, "keep-alive")) return keep_alive;
  if (!strcmp(name, "one-shot")) return one_shot;
  if (!strcmp(name, "open")) return open_loop;
  if (!strcmp(name, "idle")) return idle;
  usage(name);
  return idle;
}

// Only Host, which RFC 9112 wants, unless more is asked for: what is measured is the server's own work.
static void write_request(struct options *o, const char *path, const char *fields) {
  char *one;
  int bytes = asprintf(&one, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s%s\r\n", path, o->port, fields,
                       o->mode == one_shot ? "Connection: close\r\n" : "");
  if (bytes < 0) exit(1);
  o->request_bytes = (size_t)bytes * (size_t)o->depth;
  o->request = malloc(o->request_bytes);
  for (int i = 0; i < o->depth; i++) memcpy(o->request + i * bytes, one, (size_t)bytes);
  free(one);
}

static struct options read_arguments(int count, char **arguments) {
  struct options o = {.connections = 64, .threads = 1, .depth = 1, .rate = 1000, .seconds = 10,
                      .requests = UINT64_MAX, .status = 200, .length = -1};
  const char *path = "/";
  char fields[8192] = "";
  if (count < 2) usage("no mode");
  o.mode = mode_of(arguments[1]);
  for (int i = 2; i < count; i++) {
    const char *name = arguments[i];
    if (!strcmp(name, "--resume")) { o.resumes = true; continue; }
    if (i + 1 == count) usage(name);
    const char *value = arguments[++i];
    if (!strcmp(name, "--port")) o.port = (uint16_t)number(value, 1, 65535, name);
    else if (!strcmp(name, "--path")) path = value;
    else if (!strcmp(name, "--connections")) o.connections = (int)number(value, 1, 20000, name);
    else if (!strcmp(name, "--threads")) o.threads = (int)number(value, 1, 64, name);
    else if (!strcmp(name, "--seconds")) o.seconds = strtod(value, NULL);
    else if (!strcmp(name, "--requests")) o.requests = (uint64_t)number(value, 0, 100000000, name);
    else if (!strcmp(name, "--depth")) o.depth = (int)number(value, 1, 64, name);
    else if (!strcmp(name, "--rate")) o.rate = (double)number(value, 1, 1000000, name);
    else if (!strcmp(name, "--status")) o.status = (int)number(value, 100, 599, name);
    else if (!strcmp(name, "--length")) o.length = number(value, -1, 1L << 40, name);
    else if (!strcmp(name, "--tls")) {
      o.tls = true;
      o.tls_version = !strcmp(value, "1.2") ? TLS1_2_VERSION : TLS1_3_VERSION;
    } else if (!strcmp(name, "--field")) {
      if (strlen(fields) + strlen(value) + 3 > sizeof fields) usage(name);
      strcat(strcat(fields, value), "\r\n");
    } else usage(name);
  }
  if (!o.port) usage("no --port");
  if (!(o.seconds > 0 && o.seconds <= 300)) usage("--seconds is at most 300");
  if (o.threads > o.connections) o.threads = o.connections;
  if (o.depth > 1 && o.mode != keep_alive) usage("--depth is for keep-alive");
  write_request(&o, path, fields);
  return o;
}

static void wait_for_line(void) {
  char byte;
  while (read(STDIN_FILENO, &byte, 1) == 1 && byte != '\n') {}
}

static void report(const struct tally *t, double seconds) {
  const struct histogram *h = &t->latency;
  printf("{\"n\":%lu,\"seconds\":%.4f,\"rps\":%.1f,\"errors\":%lu,\"wrong\":%lu,\"closed\":%lu,"
         "\"handshakes\":%lu,\"resumed\":%lu,\"p50\":%.1f,\"p90\":%.1f,\"p99\":%.1f,\"p99.9\":%.1f,\"max\":%.1f}\n",
         t->answers, seconds, (double)t->answers / seconds, t->errors, t->wrong, t->closed, t->handshakes,
         t->resumed, histogram_quantile(h, 0.5), histogram_quantile(h, 0.9), histogram_quantile(h, 0.99),
         histogram_quantile(h, 0.999), (double)h->max / 1000);
  fflush(stdout);
}

int main(int count, char **arguments) {
  struct options options = read_arguments(count, arguments);
  signal(SIGPIPE, SIG_IGN);  // OpenSSL writes without MSG_NOSIGNAL
  alarm((unsigned)options.seconds + 150);  // whatever happens, it ends
  struct worker *workers = calloc((size_t)options.threads, sizeof *workers);
  pthread_t *threads = calloc((size_t)options.threads, sizeof *threads);
  pthread_barrier_init(&is_set_up, NULL, (unsigned)options.threads + 1);
  pthread_barrier_init(&begins, NULL, (unsigned)options.threads + 1);
  for (int i = 0; i < options.threads; i++) {
    struct worker *w = &workers[i];
    w->options = &options;
    w->epoll = epoll_create1(EPOLL_CLOEXEC);
    w->count = options.connections / options.threads + (i < options.connections % options.threads);
    w->requests_left = options.requests == UINT64_MAX ? UINT64_MAX : options.requests / (uint64_t)options.threads;
    w->rate = options.rate / options.threads;
    w->connections = calloc((size_t)w->count, sizeof *w->connections);
    for (int j = 0; j < w->count; j++) w->connections[j].fd = -1;
    w->free = calloc((size_t)w->count, sizeof *w->free);
    if (options.tls) w->tls_context = make_tls_context(&options);
    if (pthread_create(&threads[i], NULL, work, w)) usage("no thread could be started");
  }
  pthread_barrier_wait(&is_set_up);
  puts("begin");
  fflush(stdout);
  wait_for_line();
  uint64_t start = now();
  pthread_barrier_wait(&begins);
  static struct tally sum;
  for (int i = 0; i < options.threads; i++) {
    pthread_join(threads[i], NULL);
    const struct tally *t = &workers[i].tally;
    sum.answers += t->answers;
    sum.wrong += t->wrong;
    sum.errors += t->errors;
    sum.closed += t->closed;
    sum.handshakes += t->handshakes;
    sum.resumed += t->resumed;
    histogram_merge(&sum.latency, &t->latency);
  }
  double seconds = (double)(now() - start) / 1e9;
  report(&sum, seconds);
  wait_for_line();
  return 0;
}
