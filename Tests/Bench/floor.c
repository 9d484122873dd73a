// The floor: what epoll, the sockets and OpenSSL cost by themselves. It looks for the end of a request head and sends
// bytes it was given; it knows no routes, limits or timeouts. What a real server takes beyond this is its own work.
//
// usage: floor --answer FILE [--close] [--threads N] [--certificate FILE --key FILE]
//
// Sends the bytes of FILE (status line, fields and content) for each request without content; with --close, closes after
// it. Listens on a free port of 127.0.0.1 and prints "Listening on http://127.0.0.1:PORT" (or https).
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { descriptors_max = 32768, read_bytes = 64 * 1024, events_max = 256, repeated_bytes = 256 * 1024 };

// By descriptor. A connection needs no buffer: all output is the answer over and over, so how many bytes are owed says
// which come next.
struct connection {
  SSL *tls;
  size_t owed;          // bytes of answers still to be sent
  uint32_t line_bytes;  // of the line that is still open
  uint32_t watched;     // epoll's events; 0 before it knows the descriptor
};

static struct connection connections[descriptors_max];
static SSL_CTX *tls_context;
static char *repeated;  // the answer, as often as fits, so that one send carries many
static size_t answer_bytes, repeats;
static bool closes;

struct loop {
  int epoll, listener;
  char input[read_bytes];
};

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void drop(int fd) {
  struct connection *c = &connections[fd];
  if (c->tls) {
    SSL_shutdown(c->tls);
    SSL_free(c->tls);
    ERR_clear_error();
  }
  memset(c, 0, sizeof *c);
  close(fd);  // epoll forgets it by itself
}

static void watch(struct loop *loop, int fd, uint32_t events) {
  struct connection *c = &connections[fd];
  if (c->watched == events) return;
  struct epoll_event event = {.events = events, .data.fd = fd};
  if (epoll_ctl(loop->epoll, c->watched ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd, &event) < 0) fail("epoll_ctl");
  c->watched = events;
}

// -1 with errno EAGAIN: not now. 0 or another error: never again.
static ssize_t tls_result(SSL *tls, int result) {
  if (result > 0) return result;
  int reason = SSL_get_error(tls, result);
  ERR_clear_error();
  if (reason == SSL_ERROR_ZERO_RETURN) return 0;
  errno = reason == SSL_ERROR_WANT_READ || reason == SSL_ERROR_WANT_WRITE ? EAGAIN : EPROTO;
  return -1;
}

// Sends what is owed. False: the connection is gone.
static bool flush(int fd) {
  struct connection *c = &connections[fd];
  while (c->owed > 0) {
    size_t into_answer = (answer_bytes - c->owed % answer_bytes) % answer_bytes;
    size_t count = repeats * answer_bytes - into_answer;
    if (count > c->owed) count = c->owed;
    const char *bytes = repeated + into_answer;
    ssize_t sent = c->tls ? tls_result(c->tls, SSL_write(c->tls, bytes, (int)count))
                          : send(fd, bytes, count, MSG_NOSIGNAL);
    if (sent <= 0) return sent < 0 && errno == EAGAIN;
    c->owed -= (size_t)sent;
  }
  return true;
}

// A head ends with an empty line, and only the length of the open line is carried from one read to the next.
static void count_heads(struct connection *c, const char *bytes, size_t count) {
  const char *end = bytes + count, *line_end;
  while ((line_end = memchr(bytes, '\n', (size_t)(end - bytes)))) {
    if (c->line_bytes + (size_t)(line_end - bytes) <= 1) c->owed += answer_bytes;
    c->line_bytes = 0;
    bytes = line_end + 1;
  }
  c->line_bytes += (uint32_t)(end - bytes);
}

static void serve(struct loop *loop, int fd) {
  struct connection *c = &connections[fd];
  bool had_answers = c->owed > 0;
  do {
    ssize_t count = c->tls ? tls_result(c->tls, SSL_read(c->tls, loop->input, read_bytes))
                           : recv(fd, loop->input, read_bytes, 0);
    if (count == 0 || (count < 0 && errno != EAGAIN)) return drop(fd);
    if (count < 0) break;  // OpenSSL may still hold a part of a record, which counts as pending
    count_heads(c, loop->input, (size_t)count);
  } while (c->tls && SSL_has_pending(c->tls));
  had_answers |= c->owed > 0;
  if (!flush(fd) || (closes && had_answers && c->owed == 0)) return drop(fd);
  watch(loop, fd, c->owed > 0 ? EPOLLIN | EPOLLOUT : EPOLLIN);
}

// Reads at once: the request is mostly there already, and a connection of one request then never meets epoll.
static void accept_all(struct loop *loop) {
  for (;;) {
    int fd = accept4(loop->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) return;
    if (fd >= descriptors_max) {
      close(fd);
      continue;
    }
    if (tls_context) {
      SSL *tls = connections[fd].tls = SSL_new(tls_context);
      SSL_set_fd(tls, fd);
      SSL_set_accept_state(tls);
    }
    serve(loop, fd);
  }
}

static void *run(void *argument) {
  struct loop *loop = argument;
  struct epoll_event events[events_max];
  for (;;) {
    int count = epoll_wait(loop->epoll, events, events_max, -1);
    for (int i = 0; i < count; i++) {
      if (events[i].data.fd == loop->listener) accept_all(loop);
      else serve(loop, events[i].data.fd);
    }
  }
  return NULL;
}

static int listen_on(uint16_t port) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), on = 1, seconds = 5;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  setsockopt(fd, IPPROTO_TCP, TCP_DEFER_ACCEPT, &seconds, sizeof seconds);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0) fail("bind");
  if (listen(fd, 4096) < 0) fail("listen");
  return fd;
}

static void read_answer(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) fail(path);
  char *answer = malloc(16 << 20);
  answer_bytes = fread(answer, 1, 16 << 20, file);
  fclose(file);
  if (answer_bytes == 0) fail("an empty answer");
  repeats = answer_bytes < repeated_bytes ? repeated_bytes / answer_bytes : 1;
  repeated = malloc(repeats * answer_bytes);
  for (size_t i = 0; i < repeats; i++) memcpy(repeated + i * answer_bytes, answer, answer_bytes);
  free(answer);
}

static void prepare_tls(const char *certificate, const char *key) {
  tls_context = SSL_CTX_new(TLS_server_method());
  if (SSL_CTX_use_certificate_chain_file(tls_context, certificate) != 1 ||
      SSL_CTX_use_PrivateKey_file(tls_context, key, SSL_FILETYPE_PEM) != 1) {
    ERR_print_errors_fp(stderr);
    exit(1);
  }
  SSL_CTX_set_num_tickets(tls_context, 1);
  SSL_CTX_set_session_cache_mode(tls_context, SSL_SESS_CACHE_OFF);  // tickets alone: no memory a session
  SSL_CTX_set_read_ahead(tls_context, 1);  // one read takes header and content of a record
  SSL_CTX_set_mode(tls_context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                    SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
}

int main(int count, char **arguments) {
  const char *answer = NULL, *certificate = NULL, *key = NULL;
  int threads = 1;
  for (int i = 1; i < count; i++) {
    bool has_value = i + 1 < count;
    if (!strcmp(arguments[i], "--close")) closes = true;
    else if (!strcmp(arguments[i], "--answer") && has_value) answer = arguments[++i];
    else if (!strcmp(arguments[i], "--threads") && has_value) threads = atoi(arguments[++i]);
    else if (!strcmp(arguments[i], "--certificate") && has_value) certificate = arguments[++i];
    else if (!strcmp(arguments[i], "--key") && has_value) key = arguments[++i];
    else return fprintf(stderr, "floor: unknown argument %s\n", arguments[i]), 2;
  }
  if (!answer || threads < 1 || threads > 64 || !certificate != !key) return fputs("floor: see its head\n", stderr), 2;
  signal(SIGPIPE, SIG_IGN);  // OpenSSL writes without MSG_NOSIGNAL
  read_answer(answer);
  if (certificate) prepare_tls(certificate, key);

  uint16_t port = 0;
  struct loop *loops = calloc((size_t)threads, sizeof *loops);
  for (int i = 0; i < threads; i++) {
    loops[i].listener = listen_on(port);
    loops[i].epoll = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = loops[i].listener};
    epoll_ctl(loops[i].epoll, EPOLL_CTL_ADD, loops[i].listener, &event);
    struct sockaddr_in bound;
    socklen_t length = sizeof bound;
    getsockname(loops[i].listener, (struct sockaddr *)&bound, &length);
    port = ntohs(bound.sin_port);
  }
  printf("Listening on http%s://127.0.0.1:%d\n", tls_context ? "s" : "", port);
  fflush(stdout);
  for (int i = 1; i < threads; i++) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, run, &loops[i])) fail("pthread_create");
  }
  run(&loops[0]);
}
