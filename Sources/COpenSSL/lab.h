#pragma once
// What Swift cannot import of OpenSSL and the embedded mirrors need: variadics and macros.
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

// A new key on P-256, NULL where there is none.
static inline EVP_PKEY *lab_new_key(void) { return EVP_EC_gen("P-256"); }

// Partial writes, as a non-blocking writer with an own buffer needs; a peer that goes away without
// close_notify is an end, not an error.
static inline void lab_configure_server(SSL_CTX *context) {
  SSL_CTX_set_mode(context,
                   SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_options(context, SSL_OP_IGNORE_UNEXPECTED_EOF);
}
