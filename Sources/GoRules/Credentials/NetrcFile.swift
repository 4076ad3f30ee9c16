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
        case "machine": entry = Entry(machine: value, login: [], password: [])
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
