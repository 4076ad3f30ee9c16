#pragma once
// What Swift cannot import of OpenSSL and the embedded mirrors need: variadics and macros.
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ocsp.h>
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

// What an authority says of a certificate of its own by OCSP (RFC 6960): good, as of now and for an hour. The length of
// its DER, to be freed with CRYPTO_free; 0 or less without memory.
static inline int lab_ocsp_good(X509 *certificate, X509 *issuer, EVP_PKEY *key,
                                unsigned char **der) {
  OCSP_BASICRESP *basic = OCSP_BASICRESP_new();
  OCSP_CERTID *id = OCSP_cert_to_id(NULL, certificate, issuer);
  ASN1_TIME *now = X509_gmtime_adj(NULL, 0);
  ASN1_TIME *next = X509_gmtime_adj(NULL, 3600);
  OCSP_RESPONSE *response = NULL;
  if (basic && id && OCSP_basic_add1_status(basic, id, V_OCSP_CERTSTATUS_GOOD, 0, NULL, now, next) &&
      OCSP_basic_sign(basic, issuer, key, EVP_sha256(), NULL, OCSP_NOCERTS))
    response = OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic);
  int length = response ? i2d_OCSP_RESPONSE(response, der) : 0;
  OCSP_RESPONSE_free(response);
  ASN1_TIME_free(now);
  ASN1_TIME_free(next);
  OCSP_CERTID_free(id);
  OCSP_BASICRESP_free(basic);
  return length;
}

// An OCSP response to be sent with a certificate; the context only borrows it.
typedef struct {
  const unsigned char *bytes;
  size_t length;
} lab_staple;

static inline int lab_send_staple(SSL *ssl, void *argument) {
  const lab_staple *staple = argument;
  unsigned char *copy = OPENSSL_memdup(staple->bytes, staple->length);
  if (!copy) return SSL_TLSEXT_ERR_NOACK;
  SSL_set_tlsext_status_ocsp_resp(ssl, copy, (long)staple->length);
  return SSL_TLSEXT_ERR_OK;
}
static inline void lab_add_staple(SSL_CTX *context, lab_staple *staple) {
  SSL_CTX_set_tlsext_status_cb(context, lab_send_staple);
  SSL_CTX_set_tlsext_status_arg(context, staple);
}

// How many tickets follow a handshake. Without any, nor sessions by number, nobody can resume one.
static inline void lab_set_tickets(SSL_CTX *context, size_t count) {
  SSL_CTX_set_num_tickets(context, count);
  if (count > 0) return;
  SSL_CTX_set_options(context, SSL_OP_NO_TICKET);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
}
