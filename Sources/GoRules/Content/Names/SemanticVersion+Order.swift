/// The order of golang.org/x/mod/semver `Compare`: numbers as numbers, a pre-release before its release; build metadata
/// has no weight.
extension SemanticVersion {
  /// Below 0 where this one is older than `other`, 0 where neither is, above 0 where it is newer.
  func compare(to other: SemanticVersion) -> Int {
    for (own, their) in zip(numbers, other.numbers) where own != their {
      return Self.compareNumbers(own, their)
    }
    return Self.comparePrereleases(prerelease, other.prerelease)
  }

  /// Major, minor and patch, in digits of any number.
  private var numbers: [Substring] {
    canonical.dropFirst().dropLast(prerelease.count).split(separator: ".")
  }

  /// Digits without zeros in front.
  private static func compareNumbers(_ left: Substring, _ right: Substring) -> Int {
    if left == right { return 0 }
    let (own, their) = (left.utf8.count, right.utf8.count)
    return own == their ? (left < right ? -1 : 1) : own < their ? -1 : 1
  }

  /// `comparePrerelease`.
  private static func comparePrereleases(_ left: String, _ right: String) -> Int {
    if left == right { return 0 }
    if left.isEmpty || right.isEmpty { return left.isEmpty ? 1 : -1 }
    let own = left.dropFirst().split(separator: ".")
    let their = right.dropFirst().split(separator: ".")
    for (one, two) in zip(own, their) where one != two {
      switch (isNumber(one), isNumber(two)) {
      case (true, true): return compareNumbers(one, two)
      case (true, false): return -1
      case (false, true): return 1
      case (false, false): return one < two ? -1 : 1
      }
    }
    return own.count < their.count ? -1 : 1
  }

  private static func isNumber(_ identifier: Substring) -> Bool {
    identifier.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
