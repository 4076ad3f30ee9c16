#pragma once
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

// Macros that Swift does not import.

static inline int probe_ssl_index(void) { return SSL_get_ex_new_index(0, NULL, NULL, NULL, NULL); }

/// A client's context as go's crypto/tls has it; `groups`, `signatures` and `suites` are OpenSSL's lists, the last for
/// TLS 1.2 alone. NULL where there is no memory or a list is not known.
static inline SSL_CTX *probe_ssl_context(OSSL_LIB_CTX *library, const char *groups,
                                         const char *signatures, const char *suites) {
  SSL_CTX *context = SSL_CTX_new_ex(library, NULL, TLS_client_method());
  if (!context) return NULL;
  // Which keys are long enough is decided as crypto/x509 does.
  SSL_CTX_set_security_level(context, 0);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  // crypto/tls maxHandshakeCertificateMsg.
  SSL_CTX_set_max_cert_list(context, 262144);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  // Records that have come together are read together. No time is lost by it: the kernel has joined their packets too.
  SSL_CTX_set_read_ahead(context, 1);
  SSL_CTX_set_tlsext_status_type(context, TLSEXT_STATUSTYPE_ocsp);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
  if (SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) &&
      SSL_CTX_set1_groups_list(context, groups) &&
      SSL_CTX_set1_sigalgs_list(context, signatures) && SSL_CTX_set_cipher_list(context, suites))
    return context;
  SSL_CTX_free(context);
  return NULL;
}
static inline int probe_ssl_name(SSL *ssl, const char *host) {
  return (int)SSL_set_tlsext_host_name(ssl, host);
}
static inline long probe_ssl_staple_size(SSL *ssl) {
  const unsigned char *response = NULL;
  return SSL_get_tlsext_status_ocsp_resp(ssl, &response);
}
/// What the stapled OCSP response says of the peer's certificate (V_OCSP_CERTSTATUS_), -1 where none came, and any other
/// number where it cannot be read or is about another one. `next`: when a newer one is due, in seconds since 1970, or 0.
static inline int probe_ssl_staple(SSL *ssl, int64_t *next) {
  const unsigned char *bytes = NULL;
  long length = SSL_get_tlsext_status_ocsp_resp(ssl, &bytes);
  *next = 0;
  if (length <= 0) return -1;
  OCSP_RESPONSE *response = d2i_OCSP_RESPONSE(NULL, &bytes, length);
  OCSP_BASICRESP *basic = response ? OCSP_response_get1_basic(response) : NULL;
  X509 *leaf = SSL_get0_peer_certificate(ssl);
  int status = -2;
  for (int index = 0; basic && leaf && status < 0 && index < OCSP_resp_count(basic); index++) {
    OCSP_SINGLERESP *single = OCSP_resp_get0(basic, index);
    ASN1_INTEGER *serial = NULL;
    ASN1_GENERALIZEDTIME *time = NULL;
    struct tm parts;
    OCSP_id_get0_info(NULL, NULL, NULL, &serial, (OCSP_CERTID *)OCSP_SINGLERESP_get0_id(single));
    if (!serial || ASN1_INTEGER_cmp(serial, X509_get0_serialNumber(leaf)) != 0) continue;
    status = OCSP_single_get0_status(single, NULL, NULL, NULL, &time);
    if (time && ASN1_TIME_to_tm(time, &parts)) *next = (int64_t)timegm(&parts);
  }
  OCSP_BASICRESP_free(basic);
  OCSP_RESPONSE_free(response);
  ERR_clear_error();
  return status == -1 ? -2 : status;
}
/// The name of the key exchange group, or NULL.
static inline const char *probe_ssl_group_name(SSL *ssl) {
  int group = (int)SSL_get_negotiated_group(ssl);
  return group ? SSL_group_to_name(ssl, group) : NULL;
}
/// Nothing is there; OpenSSL is to ask again.
static inline void probe_bio_wait_to_read(BIO *bio) {
  BIO_clear_retry_flags(bio);
  BIO_set_retry_read(bio);
}
static inline void probe_bio_wait_to_write(BIO *bio) {
  BIO_clear_retry_flags(bio);
  BIO_set_retry_write(bio);
}
static inline void probe_bio_done(BIO *bio) { BIO_clear_retry_flags(bio); }

static inline size_t probe_bio_pending(BIO *bio) { return BIO_ctrl_pending(bio); }

/// The reason (SSL_R_) of the oldest error of this thread that is one of TLS, 0 for none. Removes those before it.
static inline int probe_error_reason(void) {
  unsigned long error;
  while ((error = ERR_get_error()) != 0)
    if (ERR_GET_LIB(error) == ERR_LIB_SSL) return ERR_GET_REASON(error);
  return 0;
}
