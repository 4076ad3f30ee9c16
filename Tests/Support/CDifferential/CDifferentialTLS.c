#define _GNU_SOURCE
// EC_KEY is what makes a key of a number in few words.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "CDifferential.h"

typedef struct {
  size_t length;
  unsigned char bytes[];
} replacement;

static int ex_data_index = -1;
static int (*real_i2d)(const X509 *, unsigned char **);
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void free_replacement(void *parent, void *pointer, CRYPTO_EX_DATA *data, int index,
                             long argl, void *argp) {
  free(pointer);
}

static void prepare(void) {
  ex_data_index =
      CRYPTO_get_ex_new_index(CRYPTO_EX_INDEX_X509, 0, NULL, NULL, NULL, free_replacement);
  real_i2d = (int (*)(const X509 *, unsigned char **))dlsym(RTLD_NEXT, "i2d_X509");
}

// libssl writes the Certificate message by this function of libcrypto. The program's own stands before it, so that a
// server can send a certificate that no library would make or read.
int i2d_X509(const X509 *certificate, unsigned char **out) {
  pthread_once(&once, prepare);
  const replacement *instead =
      certificate ? X509_get_ex_data((X509 *)certificate, ex_data_index) : NULL;
  if (!instead) return real_i2d(certificate, out);
  if (out) {
    if (!*out) {
      *out = OPENSSL_malloc(instead->length + 1);
      if (!*out) return -1;
      memcpy(*out, instead->bytes, instead->length);
    } else {
      memcpy(*out, instead->bytes, instead->length);
      *out += instead->length;
    }
  }
  return (int)instead->length;
}

int cdiff_send_instead(X509 *certificate, const unsigned char *bytes, size_t length) {
  pthread_once(&once, prepare);
  replacement *instead = malloc(sizeof *instead + length);
  if (!instead) return 0;
  instead->length = length;
  memcpy(instead->bytes, bytes, length);
  return X509_set_ex_data(certificate, ex_data_index, instead);
}

// A certificate for OpenSSL's own eyes, which sees that it goes with the key.
static X509 *stand_in(EVP_PKEY *key) {
  X509 *certificate = X509_new();
  X509_set_version(certificate, X509_VERSION_3);
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  X509_set_pubkey(certificate, key);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC,
                             (const unsigned char *)"stand-in", -1, -1, 0);
  X509_set_issuer_name(certificate, X509_get_subject_name(certificate));
  int is_edwards = EVP_PKEY_get_id(key) == EVP_PKEY_ED25519;
  X509_sign(certificate, key, is_edwards ? NULL : EVP_sha256());
  return certificate;
}

SSL_CTX *cdiff_server(const unsigned char *key_bytes, size_t key_length, const unsigned char *wire,
                      const size_t *lengths, size_t count, int tls12_only) {
  SSL_CTX *context = SSL_CTX_new(TLS_server_method());
  const unsigned char *cursor = key_bytes;
  EVP_PKEY *key = d2i_AutoPrivateKey(NULL, &cursor, (long)key_length);
  int is_good = context && key && count > 0;
  if (is_good) {
    SSL_CTX_set_security_level(context, 0);
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_options(context, SSL_OP_IGNORE_UNEXPECTED_EOF | SSL_OP_NO_TICKET);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(context, 0);
    // The chain is what the case says, not what OpenSSL would add.
    SSL_CTX_set_mode(context, SSL_MODE_NO_AUTO_CHAIN);
    if (tls12_only) SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(context, "ALL:@SECLEVEL=0");
  }
  for (size_t index = 0; is_good && index < count; index++) {
    X509 *certificate = stand_in(key);
    is_good = cdiff_send_instead(certificate, wire, lengths[index]) &&
              (index == 0 ? SSL_CTX_use_certificate(context, certificate)
                          : SSL_CTX_add1_chain_cert(context, certificate));
    wire += lengths[index];
    X509_free(certificate);
  }
  if (is_good) is_good = SSL_CTX_use_PrivateKey(context, key);
  EVP_PKEY_free(key);
  if (is_good) return context;
  SSL_CTX_free(context);
  return NULL;
}

EVP_PKEY *cdiff_key(const char *curve, const unsigned char secret[32]) {
  if (strcmp(curve, "Ed25519") == 0)
    return EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, secret, 32);
  // 27 bytes are less than the order of each curve.
  BIGNUM *number = BN_bin2bn(secret, 27, NULL);
  EC_KEY *half = EC_KEY_new_by_curve_name(EC_curve_nist2nid(curve));
  const EC_GROUP *group = half ? EC_KEY_get0_group(half) : NULL;
  EC_POINT *point = group ? EC_POINT_new(group) : NULL;
  EVP_PKEY *key = EVP_PKEY_new();
  if (!point || !number || !key || EC_POINT_mul(group, point, number, NULL, NULL, NULL) != 1 ||
      EC_KEY_set_private_key(half, number) != 1 || EC_KEY_set_public_key(half, point) != 1 ||
      EVP_PKEY_set1_EC_KEY(key, half) != 1) {
    EVP_PKEY_free(key);
    key = NULL;
  }
  EC_POINT_free(point);
  EC_KEY_free(half);
  BN_free(number);
  ERR_clear_error();
  return key;
}

size_t cdiff_sign(EVP_PKEY *key, int digest, int pss, const unsigned char *bytes, size_t length,
                  unsigned char *signature) {
  const EVP_MD *type = digest == 1     ? EVP_sha1()
                       : digest == 256 ? EVP_sha256()
                       : digest == 384 ? EVP_sha384()
                       : digest == 512 ? EVP_sha512()
                       : digest == 5   ? EVP_md5()
                                       : NULL;
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  EVP_PKEY_CTX *parameters = NULL;
  size_t size = 2048;
  int is_good = EVP_DigestSignInit(context, &parameters, type, NULL, key) == 1;
  if (is_good && pss)
    is_good = EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) > 0 &&
              EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST) > 0;
  if (is_good) is_good = EVP_DigestSign(context, signature, &size, bytes, length) == 1;
  EVP_MD_CTX_free(context);
  ERR_clear_error();
  return is_good ? size : 0;
}
