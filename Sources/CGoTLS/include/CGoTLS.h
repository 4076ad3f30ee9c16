#pragma once
// An OpenSSL provider that offers what go's crypto/tls and crypto/x509 offer, and no more.
#include <openssl/types.h>

/// The library context with go's algorithms, made at the first call and kept; NULL where OpenSSL has no memory or no
/// default provider.
///
/// So a mirror that go cannot talk to fails here too, and a handshake costs a sixth less: for each certificate and each
/// SSL_CTX, OpenSSL 3.0 searches everything its providers offer.
OSSL_LIB_CTX *gotls_context(void);

/// Makes OpenSSL fetch the algorithms of a handshake now, so that the first handshake is not charged for it.
void gotls_warm_up(void);
