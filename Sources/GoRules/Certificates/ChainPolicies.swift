/// Certificate policies of a chain (crypto/x509 `policiesValid`: RFC 5280, 6.1, as RFC 9618 changed
/// it).
///
/// A client of TLS asks for no policy, so all that can fail is that a chain requires one and has
/// none, or maps one it may not map.
struct ChainPolicies {
  private typealias Identifier = [UInt8]

  private struct Node {
    var policy: Identifier
    var expected: [Identifier]
    var parents: Set<Int>
    var children: Set<Int> = []
  }

  private var nodes: [Node] = []
  /// The nodes of each depth by their policies.
  private var strata: [[Identifier: Int]] = []
  /// The nodes of the depth before by the policies they expect.
  private var expecting: [Identifier: [Int]] = [:]

  /// Whether the policies of a chain are valid; the leaf comes first, the root last.
  static func areValid(_ chain: [Certificate]) -> Bool {
    // Without a mapping or a requirement there is nothing that could fail.
    let matters = chain.dropLast().contains {
      guard let policies = $0.fields.policies else { return false }
      return !policies.mappings.isEmpty || (policies.requireExplicit ?? -1) >= 0
    }
    guard matters else { return true }
    var graph: ChainPolicies? = ChainPolicies()
    return check(chain, &graph)
  }

  private init() {
    nodes = [Node(policy: OID.anyPolicy, expected: [OID.anyPolicy], parents: [])]
    strata = [[OID.anyPolicy: 0]]
  }

  /// How many more certificates may pass before a rule takes effect.
  private struct Counters {
    var inhibitAny: Int64
    var explicit: Int64
    var mapping: Int64

    /// 6.1.4 (h), (i) and (j).
    mutating func advance(_ policies: CertificatePolicies?, isSelfIssued: Bool) {
      if !isSelfIssued {
        explicit = max(0, explicit - 1)
        mapping = max(0, mapping - 1)
        inhibitAny = max(0, inhibitAny - 1)
      }
      func lower(_ counter: inout Int64, to value: Int64?) {
        if let value, value >= 0 { counter = min(counter, value) }
      }
      lower(&explicit, to: policies?.requireExplicit)
      lower(&mapping, to: policies?.inhibitMapping)
      lower(&inhibitAny, to: policies?.inhibitAny)
    }
  }

  private static func check(_ chain: [Certificate], _ graph: inout ChainPolicies?) -> Bool {
    let count = chain.count - 1
    let start = Int64(count) + 1
    var counters = Counters(inhibitAny: start, explicit: start, mapping: start)
    for index in stride(from: count - 1, through: 0, by: -1) {
      let certificate = chain[index]
      let policies = certificate.fields.policies
      func bytes(_ range: Range<Int>) -> Identifier { Array(certificate.der[range]) }
      let own = policies?.identifiers.map(bytes) ?? []
      if own.isEmpty { graph = nil }
      if counters.explicit == 0, graph == nil { return false }
      let mayBeAny = counters.inhibitAny > 0 || (index > 0 && certificate.isSelfIssued)
      graph?.descend(own, anyCounts: mayBeAny)
      guard index != 0 else { break }
      let mappings = policies?.mappings.map { (bytes($0.issuer), bytes($0.subject)) } ?? []
      if graph?.map(mappings, isAllowed: counters.mapping > 0) == false { return false }
      counters.advance(policies, isSelfIssued: certificate.isSelfIssued)
    }
    // 6.1.5 (a) and (b).
    let leafRequires = chain[0].fields.policies?.requireExplicit == 0
    let isRequired = leafRequires || counters.explicit <= 1
    return !isRequired || graph?.hasValidPolicies == true
  }

  /// 6.1.3 (d).
  private mutating func descend(_ policies: [Identifier], anyCounts: Bool) {
    let previous = strata[strata.count - 1]
    expecting = [:]
    for node in previous.values {
      for policy in nodes[node].expected { expecting[policy, default: []].append(node) }
    }
    strata.append([:])
    for policy in policies where policy != OID.anyPolicy {
      if let parents = expecting[policy] ?? previous[OID.anyPolicy].map({ [$0] }) {
        insert(policy, expected: [policy], parents: parents)
      }
    }
    if policies.contains(OID.anyPolicy), anyCounts {
      var missing: [Identifier: [Int]] = [:]
      for node in previous.values {
        for policy in nodes[node].expected where strata[strata.count - 1][policy] == nil {
          missing[policy, default: []].append(node)
        }
      }
      for (policy, parents) in missing { insert(policy, expected: [policy], parents: parents) }
    }
    prune()
  }

  /// 6.1.4 (b); false for a mapping from or to any policy.
  private mutating func map(_ mappings: [(Identifier, Identifier)], isAllowed: Bool) -> Bool {
    guard !mappings.isEmpty else { return true }
    let depth = strata.count - 1
    var targets: [Identifier: [Identifier]] = [:]
    for (issuer, subject) in mappings {
      guard isAllowed else {
        removeLeaf(issuer)
        continue
      }
      if issuer == OID.anyPolicy || subject == OID.anyPolicy { return false }
      targets[issuer, default: []].append(subject)
    }
    prune()
    for (issuer, subjects) in targets {
      if let node = strata[depth][issuer] {
        nodes[node].expected = subjects
      } else if let any = strata[depth][OID.anyPolicy] {
        insert(issuer, expected: subjects, parents: [any])
      }
    }
    return true
  }

  private mutating func insert(_ policy: Identifier, expected: [Identifier], parents: [Int]) {
    let number = nodes.count
    nodes.append(Node(policy: policy, expected: expected, parents: Set(parents)))
    for parent in parents { nodes[parent].children.insert(number) }
    strata[strata.count - 1][policy] = number
  }

  private mutating func removeLeaf(_ policy: Identifier) {
    guard let node = strata[strata.count - 1].removeValue(forKey: policy) else { return }
    for parent in nodes[node].parents { nodes[parent].children.remove(node) }
  }

  private mutating func prune() {
    for depth in stride(from: strata.count - 2, to: 0, by: -1) {
      for (policy, node) in strata[depth] where nodes[node].children.isEmpty {
        for parent in nodes[node].parents { nodes[parent].children.remove(node) }
        strata[depth][policy] = nil
      }
    }
  }

  /// 6.1.5 (g): whether a policy other than any is left under any, or any itself at the leaf.
  private var hasValidPolicies: Bool {
    if strata[strata.count - 1][OID.anyPolicy] != nil { return true }
    return strata.contains { level in
      level.values.contains { number in
        let node = nodes[number]
        guard node.policy != OID.anyPolicy, node.parents.count == 1 else { return false }
        return node.parents.contains { nodes[$0].policy == OID.anyPolicy }
      }
    }
  }
}
