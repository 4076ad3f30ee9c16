#pragma once
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

// Macros that Swift does not import.

static inline int probe_ssl_context_index(void) {
  return SSL_CTX_get_ex_new_index(0, NULL, NULL, NULL, NULL);
}
static inline long probe_ssl_request_staple(SSL_CTX *context) {
  return SSL_CTX_set_tlsext_status_type(context, TLSEXT_STATUSTYPE_ocsp);
}
static inline long probe_ssl_staple_size(SSL *ssl) {
  const unsigned char *response = NULL;
  return SSL_get_tlsext_status_ocsp_resp(ssl, &response);
}
/// The name of the key exchange group, or NULL.
static inline const char *probe_ssl_group_name(SSL *ssl) {
  int group = (int)SSL_get_negotiated_group(ssl);
  return group ? SSL_group_to_name(ssl, group) : NULL;
}
/// Has `function` told of each session that the server offers to resume.
static inline void probe_ssl_on_session(
    SSL_CTX *context, int (*function)(SSL *, SSL_SESSION *)) {
  SSL_CTX_set_session_cache_mode(
      context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
  SSL_CTX_sess_set_new_cb(context, function);
}
static inline void probe_ssl_release_buffers(SSL_CTX *context) {
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
}
/// Has the peer's certificate checked as go's crypto/x509 does: for `host`, a name or an address, by the extension for
/// names alone.
static inline void probe_ssl_expect_host(SSL_CTX *context, const char *host) {
  X509_VERIFY_PARAM *parameters = SSL_CTX_get0_param(context);
  X509_VERIFY_PARAM_set_hostflags(
      parameters, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  if (!X509_VERIFY_PARAM_set1_ip_asc(parameters, host)) {
    ERR_clear_error();
    X509_VERIFY_PARAM_set1_host(parameters, host, 0);
  }
}
/// The certificate has no extension for names, and its common name is `host`.
static inline int probe_x509_relies_on_common_name(X509 *certificate, const char *host) {
  return X509_get_ext_by_NID(certificate, NID_subject_alt_name, -1) < 0 &&
         X509_check_host(certificate, host, 0, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS, NULL) == 1;
}
static inline int probe_x509_count(const STACK_OF(X509) *chain) { return sk_X509_num(chain); }
static inline X509 *probe_x509_at(const STACK_OF(X509) *chain, int index) {
  return sk_X509_value(chain, index);
}
/// RFC 2253 order and separators, UTF-8 left as it is.
static inline unsigned long probe_x509_name_flags(void) {
  return XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB;
}
