import CGoTLS
import COpenSSL

/// The algorithms of go's crypto/tls and crypto/x509, see CGoTLS.
enum GoAlgorithms {
  /// Makes them those of all that the present thread asks of OpenSSL.
  static func enter() {
    // NULL, where there is no memory for them, leaves the thread as it is.
    OSSL_LIB_CTX_set0_default(gotls_context())
  }

  /// Fetches them, which is done at their first use.
  static func warmUp() { gotls_warm_up() }
}
