#pragma once
// What the differential runs need and Swift cannot say.
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <poll.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// Starts `argv` with these descriptors as its standard output and error. 0, or the error number.
int cdiff_spawn(char *const argv[], char *const envp[], int output, int errors, pid_t *process);

/// CPU time of a process in clock ticks; -1 where there is no such process.
long cdiff_cpu_ticks(pid_t process);

/// This process goes into a network and mount namespace of its own, whose loopback is up and whose /etc/resolv.conf
/// and /etc/hosts are these files. To be called before the first thread exists. 0, or -1 with errno.
int cdiff_own_network(const char *resolver_settings, const char *hosts);

/// What is sent for `certificate` in every Certificate message from now on: these bytes, whatever they are. The
/// certificate takes a copy. 1, or 0 without memory.
int cdiff_send_instead(X509 *certificate, const unsigned char *bytes, size_t length);

/// A server's context: 1, or 0 where OpenSSL does not take the key. `wire` holds the whole chain, leaf first, one
/// after another; `lengths` their lengths.
SSL_CTX *cdiff_server(const unsigned char *key, size_t key_length, const unsigned char *wire,
                      const size_t *lengths, size_t count, int tls12_only);

/// The key on this curve (`P-256`, `P-224`, `P-384`, `P-521` or `Ed25519`) that the secret says. NULL where OpenSSL has
/// no such curve.
EVP_PKEY *cdiff_key(const char *curve, const unsigned char secret[32]);

/// Signs with SHA-1 (1), SHA-256, -384, -512 or nothing of the kind (0: Ed25519), RSA by PKCS #1 or (`pss`) PSS. The
/// length of what is in `signature` (up to 2,048 bytes), 0 on failure.
size_t cdiff_sign(EVP_PKEY *key, int digest, int pss, const unsigned char *bytes, size_t length,
                  unsigned char *signature);
