#pragma once
// An OpenSSL provider that offers what go's crypto/tls and crypto/x509 offer, and no more.
#include <openssl/types.h>

/// The library context with go's algorithms, made at the first call and kept; NULL where OpenSSL has no memory or no
/// default provider.
///
/// A mirror that go could not talk to thus fails here as well. And a handshake costs a sixth less: OpenSSL 3.0 looks
/// through all that its providers offer for every certificate and every SSL_CTX.
OSSL_LIB_CTX *gotls_context(void);

/// Has OpenSSL fetch what a handshake needs: it does so once, when it is first used, and that is no handshake's time.
void gotls_warm_up(void);
