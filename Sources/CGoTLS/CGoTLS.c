#include "CGoTLS.h"

#include <openssl/core_dispatch.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/params.h>
#include <openssl/provider.h>
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
