/// Whether a certificate is for a host (crypto/x509 `VerifyHostname`, `HostnameError`).
extension Certificate {
  /// nil where it is; `host` is a name or an address as TLS is given it, without a port.
  package func mismatch(with host: String) -> CertificateFailure.HostMismatch? {
    let written = Array(host.utf8)
    var candidate = written[...]
    if written.count >= 3, written.first == UInt8(ascii: "["), written.last == UInt8(ascii: "]") {
      candidate = candidate.dropFirst().dropLast()
    }
    if let address = IPAddress(parsing: candidate) {
      let wanted = IPAddress.shortened(address.octets)
      let isFound = fields.ipAddresses.contains {
        IPAddress.shortened(Array(der[$0])) == wanted
      }
      return isFound ? nil : hostMismatch(IPAddress.text(wanted), isAddress: true)
    }
    if DomainName.matches(DomainName.lowercased(written), anyOf: fields.dnsNames, in: der) {
      return nil
    }
    return hostMismatch(host, isAddress: false)
  }

  private func hostMismatch(_ host: String, isAddress: Bool) -> CertificateFailure.HostMismatch {
    let labels = DomainName.withoutTrailingDot(DomainName.lowercased(host.utf8))
    let commonName = Array(subject.commonName.utf8)
    let isLegacy =
      fields.alternativeNames == nil && DomainName.matchesLabels(commonName, labels)
    let text =
      isLegacy
      ? "x509: certificate relies on legacy Common Name field, use SANs instead"
      : mismatchText(host, isAddress: isAddress)
    return .init(host: host, hosts: hosts, isLegacyCommonName: isLegacy, goText: text)
  }

  private func mismatchText(_ host: String, isAddress: Bool) -> String {
    let names = isAddress ? ipAddresses : dnsNames
    let count = names.count
    if isAddress, count == 0 {
      return "x509: cannot validate certificate for \(host) because it doesn't contain any IP SANs"
    }
    if count >= 100 {
      let kind = isAddress ? "IP SANs" : "names"
      return "x509: certificate is valid for \(count) \(kind), but none matched \(host)"
    }
    let valid = names.joined(separator: ", ")
    if valid.isEmpty {
      return "x509: certificate is not valid for any names, but wanted to match \(host)"
    }
    return "x509: certificate is valid for \(valid), not \(host)"
  }
}
