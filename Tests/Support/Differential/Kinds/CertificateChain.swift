/// A chain before it is sent: one draft an entry, the root last.
struct CertificateChain {
  /// What a certificate is signed with, and what is changed in it.
  private struct Link {
    var draft: CertificateDraft
    var key: KeyRing.Key
    /// Bytes of what is signed that are changed before the signature is made.
    var innerChanges: [(place: Int, byte: UInt8)] = []
    /// Bytes of the whole certificate that are changed after it.
    var outerChanges: [(place: Int, byte: UInt8)] = []
    /// Signed by a key that is not the issuer's.
    var isSignedByStranger = false
  }

  private var links: [Link]
  /// Which of the links are sent, by index; the root is not.
  private var sent: [Int]
  /// What is sent behind them.
  private var extra: [[UInt8]] = []
  /// Which links the file of authorities has; by index.
  private var trusted: [Int]
  private let stranger: KeyRing.Key
  var hosts = [
    "localhost", "localhost", "127.0.0.1", "a.proxy.test", "proxy.test", "LOCALHOST",
    "a.b.proxy.test",
  ]
  /// What was changed.
  var words: [String] = []

  var leafKey: KeyRing.Key { links[0].key }

  init(_ generator: inout Generator, _ keys: KeyRing) throws {
    let intermediates = generator.pick([0, 1, 1, 1, 2])
    stranger = try keys.key("P-256", 9)
    let rootKey = try keys.key(
      generator.pick(["P-256", "P-256", "P-256", "RSA-2048", "P-384", "Ed25519"]), 0)
    var links = [Link(draft: CertificateMaker.root(rootKey), key: rootKey)]
    for number in 0..<intermediates {
      let key = try keys.key("P-256", number + 1)
      let draft = CertificateDraft(
        serial: [UInt8(16 + number)], issuer: links[0].draft.subject,
        subject: CertificateDraft.name("CN=intermediate \(number)"),
        publicInfo: key.publicInfo,
        extensions: [
          CertificateMaker.basicConstraints(isAuthority: true), CertificateMaker.keyUsage(5, 6),
        ])
      links.insert(Link(draft: draft, key: key), at: 0)
    }
    let leafKey = try keys.key(generator.chance(80) ? "P-256" : "RSA-2048", 5)
    let leaf = CertificateDraft(
      issuer: links[0].draft.subject, publicInfo: leafKey.publicInfo,
      extensions: [
        CertificateMaker.basicConstraints(isAuthority: false), CertificateMaker.keyUsage(0),
        CertificateMaker.extendedKeyUsage(["1.3.6.1.5.5.7.3.1"]),
        CertificateMaker.alternativeNames([
          "DNS:localhost", "DNS:proxy.test", "DNS:*.proxy.test", "IP:127.0.0.1",
        ]),
      ])
    links.insert(Link(draft: leaf, key: leafKey), at: 0)
    self.links = links
    sent = Array(0..<links.count - 1)
    trusted = [links.count - 1]
    words = ["\(intermediates) intermediates"]
  }

  private func encoded(_ index: Int) -> [UInt8] {
    let link = links[index]
    let issuer = links[min(index + 1, links.count - 1)].key
    var bytes = link.draft.signed(by: link.isSignedByStranger ? stranger : issuer) { content in
      Self.apply(link.innerChanges, to: &content)
    }
    // The signature's length is not the same each time; what stands before it does.
    Self.apply(link.outerChanges, to: &bytes, length: bytes.count - 90)
    return bytes
  }

  /// The places are thousandths of the first `length` bytes; nil for all.
  private static func apply(
    _ changes: [(place: Int, byte: UInt8)], to bytes: inout [UInt8], length: Int? = nil
  ) {
    for change in changes where !bytes.isEmpty {
      bytes[max(0, length ?? bytes.count) * change.place / 1000] = change.byte
    }
  }

  /// What the server sends.
  var wire: [[UInt8]] { sent.map(encoded) + extra }

  /// The file of authorities.
  var authorities: String { trusted.map { CertificateMaker.pem(encoded($0)) }.joined() }

  mutating func mutate(_ generator: inout Generator, _ keys: KeyRing) throws {
    // The leaf more often than those above it.
    let index = generator.chance(60) ? 0 : generator.index(links.count)
    let who = index == 0 ? "leaf" : index == links.count - 1 ? "root" : "intermediate"
    switch generator.number(0...25) {
    case 0...3 where index == 0: words.append("names " + changeNames(&generator))
    case 0...5:
      words.append("\(who): " + CertificateChanges.change(&links[index].draft, &generator))
    case 6...12:
      words.append("\(who): " + CertificateChanges.change(&links[index].draft, &generator))
    case 13...14:
      let key = try keys.key(
        generator.pick(Words.list("certificate keys")), 7)
      links[index].key = key
      links[index].draft.publicInfo = key.publicInfo
      words.append("\(who): key \(key.kind)")
    case 15...16: words.append("chain: " + changeChain(&generator))
    case 17:
      links[index].isSignedByStranger = true
      words.append("\(who): wrong signature")
    case 18:
      links[index].draft.digest = generator.pick([1, 1, 5, 384, 512])
      words.append("\(who): digest \(links[index].draft.digest)")
    case 19:
      let issuer = links[min(index + 1, links.count - 1)].key
      links[index].draft.isPSS = issuer.kind.hasPrefix("RSA")
      if generator.chance(50) {
        links[index].draft.toldAlgorithm = generator.pick([
          .sequence([.identifier("1.2.840.113549.1.1.11"), .null]),
          .sequence([.identifier("1.2.840.10045.4.3.2"), .null]),
          .sequence([.identifier("1.2.3.4")]),
          .sequence([.identifier("1.2.840.113549.1.1.11")]),
          .sequence([.identifier("1.2.840.10045.4.3.3")]), .sequence([]),
        ])
      }
      words.append("\(who): algorithm")
    case 20...22:
      links[index].innerChanges.append((generator.number(0...999), generator.byte()))
      words.append("\(who): a byte, signed")
    case 23:
      links[index].outerChanges.append((generator.number(0...999), generator.byte()))
      words.append("\(who): a byte, not signed")
    case 24:
      words.append("constraints " + constrain(&generator))
    default:
      words.append("\(who): " + CertificateChanges.change(&links[index].draft, &generator))
    }
  }

  private mutating func changeNames(_ generator: inout Generator) -> String {
    var sets = Words.list("certificate names").map { $0.split(separator: ",").map(String.init) }
    let many = (1...200).map { "DNS:host\($0).test" }
    sets += [many, Array(many.prefix(5)) + ["IP:10.0.0.1"]]
    let names = generator.pick(sets)
    let identifier = "2.5.29.17"
    links[0].draft.extensions.removeAll { $0.identifier == identifier }
    let commonName = generator.pick(["localhost", "localhost", "other", "proxy.test", ""])
    if generator.chance(40) {
      links[0].draft.subject = CertificateDraft.name(commonName.isEmpty ? "" : "CN=\(commonName)")
    }
    if !names.isEmpty || generator.chance(30) {
      links[0].draft.extensions.append(CertificateMaker.alternativeNames(names))
    }
    return "\(names.prefix(4)) subject \(commonName)"
  }

  private mutating func changeChain(_ generator: inout Generator) -> String {
    switch generator.number(0...12) {
    case 0, 1:
      if sent.count > 1 { sent.remove(at: generator.number(1...sent.count - 1)) }
      return "one missing"
    case 2:
      sent.reverse()
      return "reversed"
    case 3:
      sent.append(generator.pick(sent))
      return "one twice"
    case 4:
      sent.append(links.count - 1)
      return "with root"
    case 5:
      sent = [links.count - 1]
      links[links.count - 1].key = links[0].key
      links[links.count - 1].draft.publicInfo = links[0].key.publicInfo
      return "root alone"
    case 6:
      extra.append(
        generator.pick([
          [], [0], Array("not a certificate".utf8), [0x30, 0x03, 0x02, 0x01, 0x01], [0x30, 0x80],
        ]))
      return "garbage behind"
    case 7:
      trusted = []
      return "nothing trusted"
    case 8:
      trusted = [0]
      return "leaf trusted"
    case 9:
      trusted = [min(1, links.count - 1)]
      return "the leaf's issuer trusted"
    case 10:
      sent.insert(sent.count > 1 ? 1 : 0, at: 0)
      return "intermediate first"
    case 11:
      links = [links[0]]
      links[0].draft.issuer = links[0].draft.subject
      sent = [0]
      trusted = generator.chance(50) ? [0] : []
      return "self-signed, \(trusted.isEmpty ? "not " : "")trusted"
    default:
      let index = generator.index(links.count)
      links[index].draft.issuer = CertificateDraft.name("CN=nobody")
      return "issuer unknown"
    }
  }

  /// Name constraints on an authority (RFC 5280, 4.2.1.10).
  private mutating func constrain(_ generator: inout Generator) -> String {
    let index = links.count > 2 && generator.chance(70) ? 1 : links.count - 1
    let names = Words.list("certificate constraints")
    var permitted: [String] = []
    var excluded: [String] = []
    for _ in 0..<generator.number(1...3) {
      if generator.chance(60) {
        permitted.append(generator.pick(names))
      } else {
        excluded.append(generator.pick(names))
      }
    }
    func subtrees(_ names: [String]) -> [DER] {
      names.map { .sequence([CertificateMaker.generalName($0)]) }
    }
    let parts =
      (permitted.isEmpty ? [] : [DER.context(0, subtrees(permitted))])
      + (excluded.isEmpty ? [] : [DER.context(1, subtrees(excluded))])
    links[index].draft.extensions.append(
      .init(identifier: "2.5.29.30", isCritical: generator.chance(60), value: .sequence(parts)))
    return "permitted \(permitted) excluded \(excluded)"
  }
}
