/// Constraints sorted so that the one a name falls under is found by bisection (crypto/x509
/// `constraints.go`).
///
/// Sorting and pruning as go does also decides which constraint a message names, and what go
/// overlooks.
struct NameConstraintSet {
  private var sorted: [[UInt8]] = []
  private let order: ([UInt8], [UInt8]) -> Int
  private let covers: ([UInt8], [UInt8]) -> Bool

  /// `order` sorts, less than zero for less; `covers` tells whether the first contains the second.
  init(
    _ constraints: [[UInt8]], order: @escaping ([UInt8], [UInt8]) -> Int,
    includes: ([UInt8], [UInt8]) -> Bool, covers: @escaping ([UInt8], [UInt8]) -> Bool
  ) {
    self.order = order
    self.covers = covers
    for constraint in constraints.sorted(by: { order($0, $1) < 0 }) {
      if let last = sorted.last, includes(last, constraint) { continue }
      sorted.append(constraint)
    }
  }

  var constraints: [[UInt8]] { sorted }

  /// The constraint that `name` falls under; nil for none (`search`).
  func constraint(on name: [UInt8]) -> [UInt8]? {
    guard !sorted.isEmpty else { return nil }
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if order(sorted[middle], name) < 0 { low = middle + 1 } else { high = middle }
    }
    if low < sorted.count, order(sorted[low], name) == 0 { return sorted[low] }
    let candidate = sorted[max(0, low - 1)]
    return covers(candidate, name) ? candidate : nil
  }
}

/// DNS constraints, which URIs and mail domains are held against, too (`dnsConstraints`).
struct DomainConstraints {
  /// An empty constraint covers everything.
  private var coversAll = false
  private var set: NameConstraintSet?
  /// For names with a wildcard, of excluded constraints alone: by the constraint without its first
  /// label.
  private var parents: [[UInt8]: [UInt8]] = [:]

  init(_ constraints: [[UInt8]], arePermitted: Bool) {
    if constraints.contains([]) {
      coversAll = true
      return
    }
    let set = NameConstraintSet(
      constraints, order: Self.order, includes: Self.covers, covers: Self.covers)
    self.set = set
    guard !arePermitted else { return }
    for constraint in set.constraints {
      let name = DomainName.lowercased(constraint)
      if let parent = Self.withoutFirstLabel(name) { parents[parent] = name }
    }
  }

  func constraint(on name: [UInt8]) -> [UInt8]? {
    if coversAll { return [] }
    if let found = set?.constraint(on: name) { return found }
    guard name.first == UInt8(ascii: "*"),
      let parent = Self.withoutFirstLabel(DomainName.lowercased(name))
    else { return nil }
    return parents[parent]
  }

  /// From the first dot on; nil for a single label. (A wildcard of a single label finds nothing in
  /// go, either.)
  private static func withoutFirstLabel(_ name: [UInt8]) -> [UInt8]? {
    name.firstIndex(of: UInt8(ascii: ".")).map { Array(name[$0...]) }
  }

  /// From the end, without case, and a dot before anything else (`dnsCompare`).
  private static func order(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var left = a.count - 1
    var right = b.count - 1
    while left >= 0, right >= 0 {
      let (first, second) = (rank(a[left]), rank(b[right]))
      if first != second { return first < second ? -1 : 1 }
      left -= 1
      right -= 1
    }
    return left - right
  }

  private static func rank(_ byte: UInt8) -> UInt8 {
    if byte == UInt8(ascii: ".") { return 0 }
    return (0x41...0x5A) ~= byte ? byte + 0x20 : byte
  }

  /// `dnsHasSuffix(a, b)`: whether b is a or lies below it. Both must not be empty.
  private static func covers(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    let offset = b.count - a.count
    guard offset >= 0, let first = a.first else { return false }
    for index in a.indices.reversed() where !areSame(a[index], b[index + offset]) { return false }
    let dot = UInt8(ascii: ".")
    return first == dot || offset == 0 || b[offset - 1] == dot
  }

  private static func areSame(_ a: UInt8, _ b: UInt8) -> Bool {
    a == b || (a ^ b == 0x20 && (0x61...0x7A) ~= a | 0x20)
  }
}

/// IP constraints: an address and a mask each, the address masked (`ipConstraints`).
struct NetworkConstraints {
  private var short: NameConstraintSet?
  private var long: NameConstraintSet?

  init(_ networks: [[UInt8]]) {
    let masked = networks.map { network in
      let half = network.count / 2
      return (0..<network.count).map { index in
        index < half ? network[index] & network[index + half] : network[index]
      }
    }
    let (shorts, longs) = (masked.filter { $0.count == 8 }, masked.filter { $0.count != 8 })
    if !shorts.isEmpty { short = Self.set(shorts) }
    if !longs.isEmpty { long = Self.set(longs) }
  }

  func constraint(on address: [UInt8]) -> [UInt8]? {
    (address.count == 4 ? short : long)?.constraint(on: address)
  }

  private static func set(_ networks: [[UInt8]]) -> NameConstraintSet {
    // A network is sorted by address and mask, and compared with an address by its own alone.
    NameConstraintSet(
      networks,
      order: { a, b in
        let length = a.count == b.count ? a.count : min(a.count, b.count)
        for index in 0..<length where a[index] != b[index] { return a[index] < b[index] ? -1 : 1 }
        return 0
      },
      includes: { a, b in
        let half = a.count / 2
        let last = (0..<half).map { b[$0] | ~b[$0 + half] }
        return contains(a, Array(b.prefix(half))) && contains(a, last)
      },
      covers: contains)
  }

  private static func contains(_ network: [UInt8], _ address: [UInt8]) -> Bool {
    let half = network.count / 2
    guard address.count == half else { return false }
    return (0..<half).allSatisfy {
      network[$0] & network[$0 + half] == address[$0] & network[$0 + half]
    }
  }

  /// `10.0.0.0/8`.
  static func text(_ network: [UInt8]) -> String {
    let half = network.count / 2
    let address = IPAddress.text(Array(network.prefix(half)))
    let length = IPAddress.prefixLength(ofMask: network.suffix(half)) ?? 0
    return "\(address)/\(length)"
  }
}

/// Mail constraints: whole addresses, and domains (`emailConstraints`).
struct MailConstraints {
  private var whole: Set<Mailbox> = []
  private var domains: DomainConstraints?

  init(_ constraints: [[UInt8]], arePermitted: Bool) {
    var names: [[UInt8]] = []
    for constraint in constraints {
      guard constraint.contains(UInt8(ascii: "@")) else {
        names.append(constraint)
        continue
      }
      guard var mailbox = Mailbox(parsing: constraint) else { continue }
      mailbox.domain = DomainName.lowercased(mailbox.domain)
      whole.insert(mailbox)
    }
    if !names.isEmpty { domains = DomainConstraints(names, arePermitted: arePermitted) }
  }

  /// The domain of `mailbox` must be in lower case.
  func constraint(on mailbox: Mailbox) -> [UInt8]? {
    if whole.contains(mailbox) { return mailbox.local + [UInt8(ascii: "@")] + mailbox.domain }
    return domains?.constraint(on: mailbox.domain)
  }
}
