#include "CGoTLS.h"

#include <openssl/core_dispatch.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/provider.h>
#include <openssl/x509.h>
#include <pthread.h>
#include <string.h>
#include <strings.h>

// The implementations are the default provider's own; only the choice is ours.
static OSSL_PROVIDER *whole;
static OSSL_LIB_CTX *context;

// crypto/tls of go 1.27: cipher_suites.go, defaults.go; crypto/x509 for the keys. SHA-1 serves HMAC in two suites and
// OpenSSL's fingerprints, counter and block modes its random numbers.
static const char *const digests[] = {"SHA1", "SHA2-256", "SHA2-384", "SHA2-512", NULL};
static const char *const ciphers[] = {
    "AES-128-GCM", "AES-256-GCM", "ChaCha20-Poly1305", "AES-128-CBC", "AES-256-CBC",
    "AES-128-CBC-HMAC-SHA1", "AES-256-CBC-HMAC-SHA1", "AES-256-CTR", "AES-256-ECB", NULL};
static const char *const keys[] = {"EC",      "RSA",  "RSA-PSS",  "X25519",
                                   "ED25519", "HKDF", "TLS1-PRF", "HMAC", NULL};
static const char *const groups[] = {"x25519", "secp256r1", "secp384r1", "secp521r1", NULL};

/// Whether one of `names`, separated by colons, is in `list`.
static int is_listed(const char *names, const char *const *list) {
  for (; *list; list++) {
    size_t length = strlen(*list);
    for (const char *name = names; name; name = strchr(name, ':')) {
      name += *name == ':';
      if (strncasecmp(name, *list, length) == 0 && (name[length] == 0 || name[length] == ':'))
        return 1;
    }
  }
  return 0;
}

static int is_kept(int operation, const OSSL_ALGORITHM *algorithm) {
  switch (operation) {
    case OSSL_OP_DIGEST: return is_listed(algorithm->algorithm_names, digests);
    case OSSL_OP_CIPHER: return is_listed(algorithm->algorithm_names, ciphers);
    case OSSL_OP_KEYMGMT: return is_listed(algorithm->algorithm_names, keys);
    case OSSL_OP_DECODER:
      // Public keys in certificates are all that is decoded.
      return is_listed(algorithm->algorithm_names, keys) &&
             strstr(algorithm->property_definition, "structure=SubjectPublicKeyInfo") &&
             strstr(algorithm->property_definition, "input=der");
    case OSSL_OP_ENCODER: return 0;
    default: return 1;
  }
}

enum { operation_count = OSSL_OP__HIGHEST + 1, algorithm_limit = 128 };
static OSSL_ALGORITHM kept[operation_count][algorithm_limit];

/// Fills `kept`, whose lists end with a nameless entry.
static void choose(void) {
  for (int operation = 1; operation < operation_count; operation++) {
    int uncached, count = 0;
    const OSSL_ALGORITHM *all = OSSL_PROVIDER_query_operation(whole, operation, &uncached);
    for (; all && all->algorithm_names && count < algorithm_limit - 1; all++)
      if (is_kept(operation, all)) kept[operation][count++] = *all;
  }
}

static const OSSL_ALGORITHM *query(void *provider, int operation, int *uncached) {
  (void)provider;
  *uncached = 0;
  return operation > 0 && operation < operation_count ? kept[operation] : NULL;
}

struct receiver {
  OSSL_CALLBACK *callback;
  void *argument;
};

static int pass_group(const OSSL_PARAM parameters[], void *argument) {
  const struct receiver *receiver = argument;
  const OSSL_PARAM *found = OSSL_PARAM_locate_const(parameters, OSSL_CAPABILITY_TLS_GROUP_NAME);
  const char *name = NULL;
  if (!found || !OSSL_PARAM_get_utf8_string_ptr(found, &name) || !is_listed(name, groups)) return 1;
  return receiver->callback(parameters, receiver->argument);
}

static int capabilities(void *provider, const char *kind, OSSL_CALLBACK *callback, void *argument) {
  (void)provider;
  struct receiver receiver = {callback, argument};
  if (strcmp(kind, "TLS-GROUP") != 0)
    return OSSL_PROVIDER_get_capabilities(whole, kind, callback, argument);
  return OSSL_PROVIDER_get_capabilities(whole, kind, pass_group, &receiver);
}

static const OSSL_DISPATCH functions[] = {
    {OSSL_FUNC_PROVIDER_QUERY_OPERATION, (void (*)(void))query},
    {OSSL_FUNC_PROVIDER_GET_CAPABILITIES, (void (*)(void))capabilities},
    {0, NULL}};

static int initialize(const OSSL_CORE_HANDLE *handle, const OSSL_DISPATCH *core,
                      const OSSL_DISPATCH **provided, void **provider) {
  (void)handle, (void)core;
  *provider = OSSL_PROVIDER_get0_provider_ctx(whole);
  *provided = functions;
  return 1;
}

static void set_up(void) {
  if (!(whole = OSSL_PROVIDER_load(NULL, "default"))) return;
  choose();
  OSSL_LIB_CTX *made = OSSL_LIB_CTX_new();
  if (made && OSSL_PROVIDER_add_builtin(made, "go", initialize) && OSSL_PROVIDER_load(made, "go"))
    context = made;
  else
    OSSL_LIB_CTX_free(made);
}

OSSL_LIB_CTX *gotls_context(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, set_up);
  return context;
}

// SubjectPublicKeyInfo of P-256's own generator, a key like any other.
static const unsigned char point[] = {
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a,
    0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04, 0x6b, 0x17, 0xd1, 0xf2, 0xe1,
    0x2c, 0x42, 0x47, 0xf8, 0xbc, 0xe6, 0xe5, 0x63, 0xa4, 0x40, 0xf2, 0x77, 0x03, 0x7d, 0x81, 0x2d,
    0xeb, 0x33, 0xa0, 0xf4, 0xa1, 0x39, 0x45, 0xd8, 0x98, 0xc2, 0x96, 0x4f, 0xe3, 0x42, 0xe2, 0xfe,
    0x1a, 0x7f, 0x9b, 0x8e, 0xe7, 0xeb, 0x4a, 0x7c, 0x0f, 0x9e, 0x16, 0x2b, 0xce, 0x33, 0x57, 0x6b,
    0x31, 0x5e, 0xce, 0xcb, 0xb6, 0x40, 0x68, 0x37, 0xbf, 0x51, 0xf5};

// SubjectPublicKeyInfo of RSA up to its modulus of 2,048 bits, and what follows that: 65537.
static const unsigned char modulus_head[] = {
    0x30, 0x82, 0x01, 0x22, 0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01,
    0x05, 0x00, 0x03, 0x82, 0x01, 0x0f, 0x00, 0x30, 0x82, 0x01, 0x0a, 0x02, 0x82, 0x01, 0x01, 0x00};
static const unsigned char exponent[] = {0x02, 0x03, 0x01, 0x00, 0x01};

/// Verifies a signature that is none.
static void verify(const unsigned char *key_info, long length, int padding) {
  static const unsigned char signature[256] = {0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x01};
  EVP_PKEY *key = d2i_PUBKEY_ex(NULL, &key_info, length, context, NULL);
  EVP_MD_CTX *digest = EVP_MD_CTX_new();
  EVP_PKEY_CTX *parameters = NULL;
  if (key && digest &&
      EVP_DigestVerifyInit_ex(digest, &parameters, "SHA256", context, NULL, key, NULL) == 1) {
    if (padding) EVP_PKEY_CTX_set_rsa_padding(parameters, padding);
    EVP_DigestVerify(digest, signature, padding ? sizeof signature : 8, signature, 1);
  }
  EVP_MD_CTX_free(digest);
  EVP_PKEY_free(key);
}

static void agree(void) {
  EVP_PKEY *ours = EVP_PKEY_Q_keygen(context, NULL, "X25519");
  EVP_PKEY *theirs = EVP_PKEY_Q_keygen(context, NULL, "X25519");
  EVP_PKEY_CTX *exchange = ours ? EVP_PKEY_CTX_new_from_pkey(context, ours, NULL) : NULL;
  unsigned char secret[32];
  size_t length = sizeof secret;
  if (exchange && theirs && EVP_PKEY_derive_init(exchange) == 1 &&
      EVP_PKEY_derive_set_peer(exchange, theirs) == 1)
    EVP_PKEY_derive(exchange, secret, &length);
  EVP_PKEY_CTX_free(exchange);
  EVP_PKEY_free(theirs);
  EVP_PKEY_free(ours);
}

static void warm_up(void) {
  if (!gotls_context()) return;
  unsigned char modulus[sizeof modulus_head + 256 + sizeof exponent];
  memset(modulus, 0xff, sizeof modulus);
  memcpy(modulus, modulus_head, sizeof modulus_head);
  memcpy(modulus + sizeof modulus - sizeof exponent, exponent, sizeof exponent);
  verify(point, sizeof point, 0);
  verify(modulus, sizeof modulus, RSA_PKCS1_PSS_PADDING);
  agree();
  EVP_KDF_free(EVP_KDF_fetch(context, "TLS13-KDF", NULL));
  ERR_clear_error();
}

void gotls_warm_up(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, warm_up);
}
