/// A `.netrc` file as go reads it (cmd/go/internal/auth/netrc.go).
///
/// Tokens are taken in pairs, line by line: an odd word at the end of a line is lost, comments and quotes mean
/// nothing, `default` gives nothing. Of two entries for one machine the first counts.
package struct NetrcFile: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    package var machine: [UInt8]
    package var login: [UInt8]
    package var password: [UInt8]
  }

  /// In the order of the file; each has a machine, a login and a password.
  package private(set) var entries: [Entry] = []
  /// The machines of entries without a login or a password, which go passes over.
  private var incomplete: [[UInt8]] = []

  package init(_ bytes: some Collection<UInt8>) {
    let bytes = Array(bytes)[...]
    var entry = Entry(machine: [], login: [], password: [])
    var isInMacro = false
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if isInMacro {
        isInMacro = !line.isEmpty
        continue
      }
      let words = GoText.fields(line)
      var index = 0
      while index + 1 < words.count {
        let value = Array(words[index + 1])
        switch words[index].text {
        case "machine":
          if !entry.machine.isEmpty { incomplete.append(entry.machine) }
          entry = Entry(machine: value, login: [], password: [])
        case "login": entry.login = value
        case "password": entry.password = value
        // What follows on the same line still counts.
        case "macdef": isInMacro = true
        default: break
        }
        if !entry.machine.isEmpty, !entry.login.isEmpty, !entry.password.isEmpty {
          entries.append(entry)
          entry = Entry(machine: [], login: [], password: [])
        }
        index += 2
      }
      if index < words.count, words[index].elementsEqual("default".utf8) { break }
    }
    if !entry.machine.isEmpty { incomplete.append(entry.machine) }
  }

  /// Why an entry that seems meant for a host is not used for it.
  package enum NearMiss: Sendable, Hashable {
    /// go compares the machine with the host and port as the URL writes them.
    case otherName(machine: ServerText)
    /// It lacks a login or a password.
    case incomplete(machine: ServerText)
  }

  /// The entry that differs from `authority` (`host:port` as the URL has it) in its case, its port, or in being a URL,
  /// or that is incomplete; nil where none does, and where one matches.
  package func nearMiss(of authority: String) -> NearMiss? {
    let machines = entries.map(\.machine)
    if machines.contains(where: { Self.prefix($0).elementsEqual(authority.utf8) }) { return nil }
    let host = Self.host(Array(authority.utf8)[...])
    func isMeant(_ machine: [UInt8]) -> Bool { Self.host(Self.prefix(machine)) == host }
    if let machine = machines.first(where: isMeant) {
      return .otherName(machine: ServerText(machine[...].text))
    }
    return incomplete.first(where: isMeant).map {
      .incomplete(machine: ServerText($0[...].text))
    }
  }

  /// A machine without the scheme and the slash that go takes off it.
  private static func prefix(_ machine: [UInt8]) -> ArraySlice<UInt8> {
    let rest = machine.starts(with: "https://".utf8) ? machine.dropFirst(8) : machine[...]
    return rest.last == UInt8(ascii: "/") ? rest.dropLast() : rest
  }

  /// Lower case, without scheme, port and path.
  private static func host(_ machine: ArraySlice<UInt8>) -> String {
    var text = machine.text.lowercased()[...]
    if let scheme = text.firstRange(of: "://") { text = text[scheme.upperBound...] }
    text = text.prefix { $0 != "/" }
    guard let colon = text.lastIndex(of: ":"), text[colon...].dropFirst().allSatisfy(\.isNumber)
    else { return String(text) }
    return String(text[..<colon])
  }

  /// The file's path on Linux and macOS: `NETRC` where that is not empty, otherwise `.netrc` in `HOME`; nil where
  /// neither is set. A file that is not there is empty, and so is one that cannot be read.
  package static func path(environment: [String: String]) -> String? {
    if let path = environment["NETRC"], !path.isEmpty { return path }
    guard let home = environment["HOME"], !home.isEmpty else { return nil }
    return joined(home, ".netrc")
  }

  /// `filepath.Join`, as far as a home directory needs it.
  private static func joined(_ folder: String, _ name: String) -> String {
    folder.utf8.last == UInt8(ascii: "/") ? folder + name : folder + "/" + name
  }
}
