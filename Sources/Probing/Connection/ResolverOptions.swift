import GoRules
import Health

/// What resolv.conf says of patience, read as go reads it (net/dnsconfig_unix.go).
package struct ResolverOptions: Sendable, Hashable {
  /// For one answer of one name server; from 1 to 1,000 s.
  package private(set) var timeout = Duration.seconds(5)
  /// How often each name server is asked; from 1 to 1,000.
  package private(set) var attempts = 2
  /// The name servers take turns at being asked first.
  package private(set) var rotates = false
  /// Name servers that are asked: the first 3 of the file, or the 2 of loopback where it has none.
  package private(set) var nameServers: Int

  /// The defaults, with this many name servers.
  package init(nameServers: Int) { self.nameServers = max(1, nameServers) }

  package init(text: String) {
    nameServers = 0
    for line in text.split(whereSeparator: \.isNewline) where !"#;".contains(line.prefix(1)) {
      let words = line.split(whereSeparator: \.isWhitespace)
      switch words.first {
      case "nameserver" where words.count > 1 && AddressBytes.of(String(words[1])) != nil:
        nameServers = min(3, nameServers + 1)
      case "options": for word in words.dropFirst() { take(word) }
      default: break
      }
    }
    if nameServers == 0 { nameServers = 2 }
  }

  private mutating func take(_ word: Substring) {
    if word == "rotate" {
      rotates = true
    } else if word.hasPrefix("timeout:") {
      timeout = .seconds(Self.number(word.dropFirst(8)))
    } else if word.hasPrefix("attempts:") {
      attempts = Self.number(word.dropFirst(9))
    }
  }

  /// The digits at the beginning; what is none counts as 1.
  private static func number(_ text: Substring) -> Int {
    let digits = text.prefix { ("0"..."9").contains($0) }
    return digits.isEmpty ? 1 : min(1000, max(1, Int(digits) ?? 1000))
  }

  /// How long go waits before it says that a lookup timed out.
  package var patience: Duration { timeout * (attempts * nameServers) }
}
