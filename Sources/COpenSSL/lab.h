#pragma once
// What Swift cannot import of OpenSSL and the embedded mirrors need: variadics and macros.
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

// A new key on P-256, NULL where there is none.
static inline EVP_PKEY *lab_new_key(void) { return EVP_EC_gen("P-256"); }

// 1, or 0 where OpenSSL does not know the names.
static inline int lab_limit_groups(SSL_CTX *context, const char *names) {
  return (int)SSL_CTX_set1_groups_list(context, names);
}
static inline int lab_limit_cipher_suites(SSL_CTX *context, const char *names) {
  return SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION) &&
         SSL_CTX_set_cipher_list(context, names);
}

// 1, or 0 where `der` is no certificate or there is no memory for it.
static inline int lab_add_to_chain(SSL_CTX *context, const unsigned char *der, long length) {
  X509 *certificate = d2i_X509(NULL, &der, length);
  int result = certificate && SSL_CTX_add1_chain_cert(context, certificate);
  X509_free(certificate);
  return result;
}

// Partial writes, as a non-blocking writer with an own buffer needs; a peer that goes away without
// close_notify is an end, not an error.
static inline void lab_configure_server(SSL_CTX *context) {
  SSL_CTX_set_mode(context,
                   SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_options(context, SSL_OP_IGNORE_UNEXPECTED_EOF);
}
