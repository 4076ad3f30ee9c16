/// Holds the names in a chain against its name constraints (crypto/x509 `checkChainConstraints`).
///
/// go compares without a limit; here the number of comparisons of one verification is bounded.
struct ChainConstraints {
  /// Comparisons left. No certificate in use needs a thousandth of it.
  private var budget = 250_000
  /// The constraints of an authority, sorted once for all the chains it is in.
  private var prepared: [ObjectIdentifier: Prepared] = [:]

  /// What is wrong with a chain's names.
  enum Fault: Error {
    /// go's text of the name and the constraint.
    case notPermitted(String)
    case overBudget
  }

  private struct Prepared {
    var permitted: Sets
    var excluded: Sets
  }

  /// nil for a kind of name that is not constrained.
  private struct Sets {
    var networks: NetworkConstraints?
    var names: DomainConstraints?
    var uris: DomainConstraints?
    var mail: MailConstraints?

    init(_ trees: NameConstraints.Subtrees, of certificate: Certificate, arePermitted: Bool) {
      func values(_ ranges: [Range<Int>]) -> [[UInt8]] { ranges.map { Array(certificate.der[$0]) } }
      if !trees.networks.isEmpty { networks = NetworkConstraints(values(trees.networks)) }
      if !trees.dnsNames.isEmpty {
        names = DomainConstraints(values(trees.dnsNames), arePermitted: arePermitted)
      }
      if !trees.uriDomains.isEmpty {
        uris = DomainConstraints(values(trees.uriDomains), arePermitted: arePermitted)
      }
      if !trees.emails.isEmpty {
        mail = MailConstraints(values(trees.emails), arePermitted: arePermitted)
      }
    }
  }

  /// Checks the names of each certificate against the constraints of those above it; the leaf comes
  /// first.
  mutating func check(_ chain: [Certificate]) throws(Fault) {
    guard let last = chain.lastIndex(where: { $0.fields.nameConstraints != nil }), last > 0 else {
      return
    }
    for (index, certificate) in chain.enumerated() {
      guard index < last, certificate.fields.alternativeNames != nil else { continue }
      let uris = try self.uris(certificate)
      let mailboxes = try self.mailboxes(certificate)
      for authority in chain[(index + 1)...] {
        guard let sets = constraints(of: authority) else { continue }
        try check(certificate, uris, mailboxes, sets)
      }
    }
  }

  private mutating func constraints(of authority: Certificate) -> Prepared? {
    guard let constraints = authority.fields.nameConstraints else { return nil }
    let key = ObjectIdentifier(authority)
    if let known = prepared[key] { return known }
    let sets = Prepared(
      permitted: Sets(constraints.permitted, of: authority, arePermitted: true),
      excluded: Sets(constraints.excluded, of: authority, arePermitted: false))
    prepared[key] = sets
    return sets
  }

  private mutating func check(
    _ certificate: Certificate, _ uris: [ConstrainedURI], _ mailboxes: [Mailbox],
    _ sets: Prepared
  ) throws(Fault) {
    for range in certificate.fields.ipAddresses {
      let address = Array(certificate.der[range])
      try hold(
        "IP address", Array(IPAddress.text(address).utf8),
        permitted: sets.permitted.networks.map { $0.constraint(on: address) },
        excluded: sets.excluded.networks.map { $0.constraint(on: address) }
      ) { Array(NetworkConstraints.text($0).utf8) }
    }
    for range in certificate.fields.dnsNames {
      let name = Array(certificate.der[range])
      guard DomainName.isValid(name, asConstraint: false) else {
        throw .notPermitted("x509: cannot parse dnsName \(goQuoted(bytes: name))")
      }
      try hold(
        "DNS name", name, permitted: sets.permitted.names.map { $0.constraint(on: name) },
        excluded: sets.excluded.names.map { $0.constraint(on: name) })
    }
    for uri in uris {
      guard DomainName.isValid(uri.domain, asConstraint: false) else {
        throw .notPermitted(
          "x509: internal error: URI SAN \(goQuoted(bytes: uri.text)) failed to parse")
      }
      try hold(
        "URI", uri.text, permitted: sets.permitted.uris.map { $0.constraint(on: uri.domain) },
        excluded: sets.excluded.uris.map { $0.constraint(on: uri.domain) })
    }
    for mailbox in mailboxes {
      // The domain has been found valid when the address was parsed.
      try hold(
        "email address", mailbox.local + [UInt8(ascii: "@")] + mailbox.domain,
        permitted: sets.permitted.mail.map { $0.constraint(on: mailbox) },
        excluded: sets.excluded.mail.map { $0.constraint(on: mailbox) })
    }
  }

  /// One name against one authority; an outer nil says that there are no such constraints
  /// (`checkConstraints`).
  private mutating func hold(
    _ kind: String, _ name: [UInt8], permitted: [UInt8]??, excluded: [UInt8]??,
    printing print: ([UInt8]) -> [UInt8] = { $0 }
  ) throws(Fault) {
    budget -= 1
    if budget < 0 { throw .overBudget }
    if let permitted, permitted == nil {
      throw .notPermitted("\(kind) \(goQuoted(bytes: name)) is not permitted by any constraint")
    }
    if let excluded, let constraint = excluded {
      let quoted = goQuoted(bytes: print(constraint))
      throw .notPermitted("\(kind) \(goQuoted(bytes: name)) is excluded by constraint \(quoted)")
    }
  }

  private struct ConstrainedURI {
    var text: [UInt8]
    var domain: [UInt8]
  }

  /// `parseURIs`.
  private func uris(_ certificate: Certificate) throws(Fault) -> [ConstrainedURI] {
    var found: [ConstrainedURI] = []
    for range in certificate.fields.uris {
      // It has been parsed before.
      guard let uri = try? GoURL(parsing: certificate.text(range)) else { continue }
      let quoted = goQuoted(uri.written)
      let host = Array(uri.host.utf8)
      var domain = DomainName.lowercased(host)
      if domain.isEmpty {
        throw .notPermitted(
          "URI with empty host (\(quoted)) cannot be matched against constraints")
      }
      if let colon = domain.lastIndex(of: UInt8(ascii: ":")), domain.last != UInt8(ascii: "]") {
        if let why = Self.portFault(host, colon) {
          throw .notPermitted(
            "cannot parse URI host \(goQuoted(uri.host)): address \(uri.host): \(why)")
        }
        // As it is written there: go lowers the whole host alone.
        domain = Array(host[..<colon])
        if domain.first == UInt8(ascii: "[") { domain = Array(domain.dropFirst().dropLast()) }
      }
      let isLiteral = domain.first == UInt8(ascii: "[") && domain.last == UInt8(ascii: "]")
      if isLiteral || IPAddress(parsing: domain) != nil {
        throw .notPermitted("URI with IP (\(quoted)) cannot be matched against constraints")
      }
      found.append(ConstrainedURI(text: Array(uri.written.utf8), domain: domain))
    }
    return found
  }

  /// What `net.SplitHostPort` has against a host whose last colon is at `colon`; nil for nothing.
  private static func portFault(_ host: [UInt8], _ colon: Int) -> String? {
    var opening = host[...]
    var closing = host[...]
    if host.first == UInt8(ascii: "[") {
      guard let end = host.firstIndex(of: UInt8(ascii: "]")) else {
        return "missing ']' in address"
      }
      guard end + 1 < host.count else { return "missing port in address" }
      guard end + 1 == colon else {
        return host[end + 1] == UInt8(ascii: ":")
          ? "too many colons in address" : "missing port in address"
      }
      opening = host[1...]
      closing = host[(end + 1)...]
    } else if host[..<colon].contains(UInt8(ascii: ":")) {
      return "too many colons in address"
    }
    if opening.contains(UInt8(ascii: "[")) { return "unexpected '[' in address" }
    if closing.contains(UInt8(ascii: "]")) { return "unexpected ']' in address" }
    return nil
  }

  /// `parseMailboxes`.
  private func mailboxes(_ certificate: Certificate) throws(Fault) -> [Mailbox] {
    var found: [Mailbox] = []
    for range in certificate.fields.emailAddresses {
      guard var mailbox = Mailbox(parsing: certificate.der[range]) else {
        throw .notPermitted(
          "cannot parse rfc822Name \(goQuoted(bytes: certificate.der[range]))")
      }
      mailbox.domain = DomainName.lowercased(mailbox.domain)
      found.append(mailbox)
    }
    return found
  }
}
