/// Names of hosts in certificates (crypto/x509 `domainNameValid`, `validHostname`,
/// `matchHostnames`).
enum DomainName {
  /// Whether `name` may stand in a URI, a mailbox or a constraint; go takes the empty name.
  static func isValid(_ name: some Collection<UInt8>, asConstraint: Bool) -> Bool {
    var rest = Array(name)[...]
    guard let last = rest.last else { return true }
    guard last != UInt8(ascii: ".") else { return false }
    if asConstraint, rest.first == UInt8(ascii: ".") { rest = rest.dropFirst() }
    guard rest.allSatisfy({ (33...126) ~= $0 }) else { return false }
    return rest.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty }
  }

  /// Lower case in ASCII; anything else stays (`toLowerCaseASCII`).
  static func lowercased(_ name: some Collection<UInt8>) -> [UInt8] {
    name.map { (0x41...0x5A) ~= $0 ? $0 + 0x20 : $0 }
  }

  /// Whether `host`, in lower case, is one of the certificate's DNS names (`VerifyHostname`).
  static func matches(_ host: [UInt8], anyOf names: [Range<Int>], in der: [UInt8]) -> Bool {
    let labels = withoutTrailingDot(host)
    let isValidHost = isValidHostname(labels, isPattern: false)
    return names.contains { range in
      let name = der[range]
      guard isValidHost, isValidHostname(name, isPattern: true) else {
        return matchesExactly(lowercased(name), host)
      }
      return matchesLabels(name, labels)
    }
  }

  static func withoutTrailingDot(_ host: [UInt8]) -> ArraySlice<UInt8> {
    host.last == UInt8(ascii: ".") ? host.dropLast() : host[...]
  }

  private static func matchesExactly(_ name: [UInt8], _ host: [UInt8]) -> Bool {
    let dot = [UInt8(ascii: ".")]
    return !name.isEmpty && name != dot && host != dot && name == host
  }

  /// Whether a pattern's labels are those of a host in lower case; `*` stands for any first label
  /// (`matchHostnames`).
  static func matchesLabels(_ pattern: some Collection<UInt8>, _ host: ArraySlice<UInt8>) -> Bool {
    guard let first = pattern.first else { return false }
    let rest = pattern.dropFirst()
    guard first == UInt8(ascii: "*"), rest.isEmpty || rest.first == UInt8(ascii: ".") else {
      return isLowercase(host, of: pattern)
    }
    return isLowercase(host.drop { $0 != UInt8(ascii: ".") }, of: rest)
  }

  private static func isLowercase(
    _ lowercase: ArraySlice<UInt8>, of name: some Collection<UInt8>
  ) -> Bool {
    lowercase.count == name.count
      && zip(lowercase, name).allSatisfy { $0 == ((0x41...0x5A) ~= $1 ? $1 + 0x20 : $1) }
  }

  private static func isValidHostname(_ host: ArraySlice<UInt8>, isPattern: Bool) -> Bool {
    guard !host.isEmpty, !host.elementsEqual([UInt8(ascii: "*")]) else { return false }
    var labelStart = host.startIndex
    for index in host.indices {
      let byte = host[index]
      switch byte {
      case UInt8(ascii: "."):
        if index == labelStart { return false }
        labelStart = index + 1
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        continue
      case UInt8(ascii: "-"):
        if index == labelStart { return false }
      case UInt8(ascii: "*"):
        let isAlone = index + 1 == host.endIndex || host[index + 1] == UInt8(ascii: ".")
        guard isPattern, index == host.startIndex, isAlone else { return false }
      default: return false
      }
    }
    return labelStart < host.endIndex
  }
}
