/// The order in which go tries the addresses of a host (RFC 6724; net/addrselect.go).
package enum AddressOrder {
  /// `addresses` with the best first. `source`: the address from which the kernel would reach one; nil where it cannot.
  package static func sorted(
    _ addresses: [String], source: (String) -> String?
  ) -> [String] {
    guard addresses.count > 1 else { return addresses }
    let candidates = addresses.enumerated().map { index, text in
      Candidate(
        index: index, text: text, octets: octets(text), source: source(text).flatMap(octets))
    }
    return candidates.sorted { one, other in
      let order = one.compared(to: other)
      return order == 0 ? one.index < other.index : order < 0
    }.map(\.text)
  }

  private static func octets(_ text: String) -> [UInt8]? {
    IPAddress(parsing: text.utf8).map { IPAddress.shortened($0.octets) }
  }

  private struct Candidate {
    var index: Int
    var text: String
    var octets: [UInt8]?
    var source: [UInt8]?

    /// Below 0 where this one is better, above where the other is (`compareByRFC6724`).
    func compared(to other: Candidate) -> Int {
      guard let octets, let otherOctets = other.octets else { return 0 }
      switch (source, other.source) {
      case (nil, nil): return 0
      case (_, nil): return -1
      case (nil, _): return 1
      case (let source?, let otherSource?):
        let one = Policy(octets)
        let two = Policy(otherOctets)
        let oneSource = Policy(source)
        let twoSource = Policy(otherSource)
        let rules = [
          Self.preference(one.scope == oneSource.scope, two.scope == twoSource.scope),
          Self.preference(one.label == oneSource.label, two.label == twoSource.label),
          two.precedence - one.precedence, one.scope - two.scope,
        ]
        if let decisive = rules.first(where: { $0 != 0 }) { return decisive }
        // Not for IPv4 (golang.org/issue/13283).
        guard octets.count == 16, otherOctets.count == 16 else { return 0 }
        return Policy.commonBits(otherSource, otherOctets) - Policy.commonBits(source, octets)
      }
    }

    private static func preference(_ one: Bool, _ other: Bool) -> Int {
      one == other ? 0 : one ? -1 : 1
    }
  }

  /// What RFC 6724 knows of an address (2.1 and 3.1).
  private struct Policy {
    var scope: Int
    var precedence: Int
    var label: Int

    private static let table: [(prefix: [UInt8], bits: Int, precedence: Int, label: Int)] = [
      ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 128, 50, 0),
      ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff], 96, 35, 4),
      ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 96, 1, 3), ([0x20, 0x01, 0, 0], 32, 5, 5),
      ([0x20, 0x02], 16, 30, 2), ([0x3f, 0xfe], 16, 1, 12), ([0xfe, 0xc0], 10, 1, 11),
      ([0xfc], 7, 3, 13), ([], 0, 40, 1),
    ]

    init(_ octets: [UInt8]) {
      let long =
        octets.count == 4 ? [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff] + octets : octets
      let row = Self.table.first { Self.matches(long, $0.prefix, $0.bits) }
      precedence = row?.precedence ?? 0
      label = row?.label ?? 0
      scope = Self.scope(octets)
    }

    private static func matches(_ octets: [UInt8], _ prefix: [UInt8], _ bits: Int) -> Bool {
      for index in 0..<bits {
        let mask = UInt8(0x80) >> UInt8(index % 8)
        if (octets[index / 8] ^ prefix[index / 8]) & mask != 0 { return false }
      }
      return true
    }

    private static func scope(_ octets: [UInt8]) -> Int {
      if octets.count == 4 {
        let isNear = octets[0] == 127 || (octets[0] == 169 && octets[1] == 254)
        return isNear ? 2 : 14
      }
      let isLoopback = octets.dropLast().allSatisfy { $0 == 0 } && octets[15] == 1
      if isLoopback || (octets[0] == 0xfe && octets[1] & 0xc0 == 0x80) { return 2 }
      if octets[0] == 0xff { return Int(octets[1] & 0xf) }
      return octets[0] == 0xfe && octets[1] & 0xc0 == 0xc0 ? 5 : 14
    }

    /// Of the first 64.
    static func commonBits(_ one: [UInt8], _ other: [UInt8]) -> Int {
      guard one.count == other.count else { return 0 }
      var bits = 0
      for (left, right) in zip(one.prefix(8), other.prefix(8)) {
        if left != right { return bits + (left ^ right).leadingZeroBitCount }
        bits += 8
      }
      return bits
    }
  }
}
