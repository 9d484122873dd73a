#pragma once
// The system's OpenSSL 3.0, and as functions what its headers have as macros that Swift does not see. Each is named
// after its macro.
#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

// Contexts.

static inline int openssl_CTX_set_min_proto_version(SSL_CTX *context, int version) {
  return (int)SSL_CTX_set_min_proto_version(context, version);
}

static inline int openssl_CTX_set_max_proto_version(SSL_CTX *context, int version) {
  return (int)SSL_CTX_set_max_proto_version(context, version);
}

static inline int openssl_CTX_set1_groups_list(SSL_CTX *context, const char *list) {
  return (int)SSL_CTX_set1_groups_list(context, list);
}

static inline int openssl_CTX_add1_chain_cert(SSL_CTX *context, X509 *certificate) {
  return (int)SSL_CTX_add1_chain_cert(context, certificate);
}

static inline void openssl_CTX_set_mode(SSL_CTX *context, long mode) { SSL_CTX_set_mode(context, mode); }

static inline void openssl_CTX_set_session_cache_mode(SSL_CTX *context, long mode) {
  SSL_CTX_set_session_cache_mode(context, mode);
}

/// SSL_CTX_set_options with what a server of ours sets; the names are 64-bit macros made of macros.
static inline void openssl_CTX_set_server_options(SSL_CTX *context) {
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                   SSL_OP_PRIORITIZE_CHACHA);
}

// Session tickets.

/// Keys `mac` for HMAC with SHA-256, as SSL_CTX_set_tlsext_ticket_key_evp_cb(3) asks its callback to.
static inline int openssl_set_hmac_sha256(EVP_MAC_CTX *mac, const void *key, size_t bytes) {
  OSSL_PARAM parameters[3] = {
      OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_KEY, (void *)key, bytes),
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, (char *)"SHA256", 0),
      OSSL_PARAM_construct_end(),
  };
  return EVP_MAC_CTX_set_params(mac, parameters);
}

// Clients and their certificates: for tests.

static inline int openssl_set_tlsext_host_name(SSL *session, const char *name) {
  return (int)SSL_set_tlsext_host_name(session, name);
}

static inline EVP_PKEY *openssl_EC_gen(const char *curve) { return EVP_EC_gen(curve); }

static inline EVP_PKEY *openssl_RSA_gen(unsigned int bits) { return EVP_RSA_gen(bits); }

static inline size_t openssl_BIO_pending(BIO *bio) { return BIO_ctrl_pending(bio); }

static inline long openssl_BIO_get_mem_data(BIO *bio, char **data) { return BIO_get_mem_data(bio, data); }

static inline int openssl_X509_count(const STACK_OF(X509) *certificates) { return sk_X509_num(certificates); }
