import Glibc
import Health

extension AddressFamily {
  /// The family of a numeric address without brackets; nil where `literal` is a name.
  init?(literal: String) {
    var bytes = in6_addr()
    if inet_pton(AF_INET, literal, &bytes) == 1 {
      self = .ipv4
    } else {
      // A zone (fe80::1%eth0) is not part of the number.
      let number = literal.split(separator: "%", maxSplits: 1).first.map(String.init) ?? ""
      guard inet_pton(AF_INET6, number, &bytes) == 1 else { return nil }
      self = .ipv6
    }
  }
}
