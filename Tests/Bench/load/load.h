// What the files of the load generator share.
#pragma once
#include <openssl/ssl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum mode {
  keep_alive,  // closed loop: each connection sends its next requests once all answers are there
  one_shot,    // a new connection for each request
  open_loop,   // requests are due at a constant rate, whether or not answers came
  idle,        // connections are only held
};

struct options {
  enum mode mode;
  uint16_t port;
  int connections, threads;
  int depth;          // requests in one write, whose answers are then waited for
  double rate;        // open loop: requests a second
  double seconds;     // of measuring, at most
  uint64_t requests;  // in all, at most
  bool tls, resumes;
  int tls_version;
  int status;      // what each answer must have
  int64_t length;  // bytes of content each answer must have; -1: any
  char *request;   // `depth` requests, one behind the other
  size_t request_bytes;
};

// Counts of nanoseconds, each within 1/64 of its place.
struct histogram {
  uint64_t counts[64 * 64];
  uint64_t total, max;
};
void histogram_add(struct histogram *, uint64_t nanoseconds);
void histogram_merge(struct histogram *into, const struct histogram *);
// Microseconds below which the share `quantile` of all lies.
double histogram_quantile(const struct histogram *, double quantile);

struct tally {
  uint64_t answers;  // right, and in time
  uint64_t wrong;    // answers with another status or length
  uint64_t errors;   // connections lost while an answer was due, and answers that never came
  uint64_t closed;   // connections the server ended after an answer, as it may
  uint64_t handshakes, resumed;
  struct histogram latency;
};

struct connection {
  int fd;  // -1: none
  SSL *tls;
  size_t unsent;       // bytes of the requests still to be written
  int awaited;         // answers that are due
  uint64_t since;      // nanoseconds: when they were asked for, or should have been
  uint64_t body_left;  // bytes of content of the answer being read
  bool is_last;        // the server said that it closes, or was asked to
  uint32_t watched;    // epoll's events
  char *partial;       // the beginning of a head, from an earlier read
  size_t partial_bytes;
};

enum { read_bytes = 64 * 1024, head_bytes_max = 16 * 1024 };

struct worker {
  const struct options *options;
  struct tally tally;
  int epoll;
  struct connection *connections;
  int count;
  uint64_t requests_left;
  double rate;
  bool is_measuring;  // not while connections are made and warmed
  SSL_CTX *tls_context;
  SSL_SESSION *session;  // the newest ticket
  int *free, free_first, free_count;  // open loop: a ring of connections without work
  char input[head_bytes_max + read_bytes];
};

uint64_t now(void);

// connection.c: descriptors and TLS. Functions that return false have closed the connection.
bool connection_open(struct worker *, struct connection *);
void connection_close(struct worker *, struct connection *);
// Closes by a reset: neither side keeps the pair of ports in TIME_WAIT, of which there are only 28,000.
void connection_reset(struct worker *, struct connection *);
// Asks for `depth` answers, connecting first when there is no connection.
bool connection_ask(struct worker *, struct connection *, uint64_t since);
bool connection_write(struct worker *, struct connection *);
// Reads once and takes the answers in it. False: the peer is gone, or wrote what is no answer.
bool connection_read(struct worker *, struct connection *);
SSL_CTX *make_tls_context(const struct options *);

// answer.c: false when the bytes are no answer.
bool take_answers(struct worker *, struct connection *, char *bytes, size_t count);

// run.c
void set_up(struct worker *);
void measure(struct worker *);
