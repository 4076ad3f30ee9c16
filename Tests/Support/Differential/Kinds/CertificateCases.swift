/// Certificate chains: names, times, usages, keys, signatures, structure, bytes, and the file of authorities.
enum CertificateCases {
  static func make(_ generator: inout Generator, _ materials: Materials) throws -> TestCase {
    var chain = try CertificateChain(&generator, materials.keys)
    for _ in 0..<generator.pick([0, 1, 1, 1, 1, 2, 2, 3]) {
      try chain.mutate(&generator, materials.keys)
    }
    let host = generator.pick(chain.hosts)
    var plan = TLSPlan(chain: chain.wire, key: chain.leafKey.der)
    plan.isTLS12 = generator.chance(20)
    var authorities = chain.authorities
    if generator.chance(10) {
      authorities = AuthorityFiles.change(authorities, &generator, &chain.words)
    }
    var environment: [String: String] = [:]
    if generator.chance(6) {
      environment["GODEBUG"] = generator.pick(Words.list("certificate godebug"))
      chain.words.append(environment["GODEBUG"] ?? "")
    }
    var names: DNSPlan?
    if host.hasSuffix("test") {
      names = DNSPlan(
        name: host.lowercased(),
        replies: [1: [DNSReply(answers: [.init(type: 1, data: [127, 0, 0, 1])])]])
    }
    let certificates = chain.wire.map { Escaped.base64($0) }
    return TestCase(
      proxy: "https://\(host):{FAULT}", tls: plan, authorities: authorities,
      environment: environment, names: names,
      description: (["\(chain.words.joined(separator: "; "))\(plan.isTLS12 ? "; TLS 1.2" : "")"]
        + certificates.enumerated().map { "chain \($0): \($1)" }
        + ["authorities: \(Escaped.line(authorities))"]).joined(separator: "\n"))
  }
}
