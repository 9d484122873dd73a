// Descriptors and TLS of the load generator.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "load.h"

static int keep_session(SSL *tls, SSL_SESSION *session) {
  struct worker *w = SSL_get_app_data(tls);
  SSL_SESSION_free(w->session);
  w->session = session;
  return 1;  // ours now
}

SSL_CTX *make_tls_context(const struct options *options) {
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_min_proto_version(context, options->tls_version);
  SSL_CTX_set_max_proto_version(context, options->tls_version);
  SSL_CTX_set_read_ahead(context, 1);
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                SSL_MODE_RELEASE_BUFFERS);
  static const unsigned char protocols[] = "\x08http/1.1";
  SSL_CTX_set_alpn_protos(context, protocols, sizeof protocols - 1);
  if (options->resumes) {
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(context, keep_session);
  }
  return context;
}

bool connection_open(struct worker *w, struct connection *c) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), on = 1;
  if (fd < 0) return false;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(w->options->port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);  // never another machine
  if (connect(fd, (struct sockaddr *)&address, sizeof address) < 0 && errno != EINPROGRESS) {
    close(fd);
    return false;
  }
  c->fd = fd;
  c->watched = 0;
  c->unsent = c->partial_bytes = 0;
  c->body_left = 0;
  c->awaited = 0;
  c->is_last = false;
  if (w->tls_context) {
    c->tls = SSL_new(w->tls_context);
    SSL_set_fd(c->tls, fd);
    SSL_set_connect_state(c->tls);
    SSL_set_app_data(c->tls, w);
    if (w->options->resumes && w->session) {
      // A copy: OpenSSL marks a session as used up once a new ticket has come in its place.
      SSL_SESSION *copy = SSL_SESSION_dup(w->session);
      SSL_set_session(c->tls, copy);
      SSL_SESSION_free(copy);
    }
  }
  return true;
}

void connection_reset(struct worker *w, struct connection *c) {
  struct linger at_once = {.l_onoff = 1, .l_linger = 0};
  setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  connection_close(w, c);
}

void connection_close(struct worker *w, struct connection *c) {
  if (c->fd < 0) return;
  if (c->tls) {
    if (w->is_measuring && SSL_is_init_finished(c->tls)) {
      w->tally.handshakes++;
      w->tally.resumed += SSL_session_reused(c->tls) == 1;
    }
    SSL_set_shutdown(c->tls, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);  // else its session counts as broken
    SSL_free(c->tls);
    c->tls = NULL;
  }
  close(c->fd);
  c->fd = -1;
}

// The bytes moved; 0: not now; -1: never again.
static ssize_t outcome(struct connection *c, ssize_t result) {
  if (result > 0) return result;
  if (!c->tls) return result < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) ? 0 : -1;
  int reason = SSL_get_error(c->tls, (int)result);
  ERR_clear_error();
  return reason == SSL_ERROR_WANT_READ || reason == SSL_ERROR_WANT_WRITE ? 0 : -1;
}

static void watch(struct worker *w, struct connection *c, uint32_t events) {
  if (c->watched == events) return;
  struct epoll_event event = {.events = events, .data.ptr = c};
  epoll_ctl(w->epoll, c->watched ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, c->fd, &event);
  c->watched = events;
}

bool connection_write(struct worker *w, struct connection *c) {
  const struct options *o = w->options;
  while (c->unsent > 0) {
    const char *bytes = o->request + (o->request_bytes - c->unsent);
    ssize_t sent = outcome(c, c->tls ? SSL_write(c->tls, bytes, (int)c->unsent)
                                     : send(c->fd, bytes, c->unsent, MSG_NOSIGNAL));
    if (sent < 0) return connection_close(w, c), false;
    if (sent == 0) break;
    c->unsent -= (size_t)sent;
  }
  // While a handshake waits for the peer, writing is possible and of no use.
  bool waits_to_write = c->unsent > 0 && !(c->tls && SSL_want_read(c->tls));
  watch(w, c, waits_to_write ? EPOLLIN | EPOLLOUT : EPOLLIN);
  return true;
}

bool connection_ask(struct worker *w, struct connection *c, uint64_t since) {
  if (c->fd < 0 && !connection_open(w, c)) return false;
  c->unsent = w->options->request_bytes;
  c->awaited = w->options->depth;
  c->since = since;
  return connection_write(w, c);
}

bool connection_read(struct worker *w, struct connection *c) {
  do {
    char *at = w->input + c->partial_bytes;
    ssize_t count = outcome(c, c->tls ? SSL_read(c->tls, at, read_bytes) : recv(c->fd, at, read_bytes, 0));
    if (count < 0) return connection_close(w, c), false;
    if (count == 0) break;
    if (c->partial_bytes > 0) memcpy(w->input, c->partial, c->partial_bytes);
    size_t bytes = c->partial_bytes + (size_t)count;
    c->partial_bytes = 0;
    if (!take_answers(w, c, w->input, bytes)) return connection_close(w, c), false;
  } while (c->tls && SSL_has_pending(c->tls));
  return true;
}
