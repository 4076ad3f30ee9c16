import Glibc
import GoRules

/// The entries of a .netrc file as go reads them (auth/netrc.go, auth/auth.go).
package struct Netrc: Sendable {
  /// Key (host, host:port or either with a path) to `login:password`.
  private var credentials: [String: String] = [:]

  /// Reads $NETRC or ~/.netrc; no entries where there is none that can be read.
  init(environment: [String: String]) {
    let path: String
    if let file = environment["NETRC"], !file.isEmpty {
      path = file
    } else if let home = environment["HOME"], !home.isEmpty {
      path = home + "/.netrc"
    } else {
      self.init(text: "")
      return
    }
    guard let bytes = FileContent.read(path, limit: 1 << 20) else {
      self.init(text: "")
      return
    }
    self.init(text: String(decoding: bytes, as: UTF8.self))
  }

  package init(text: String) {
    var machine = ""
    var login = ""
    var password = ""
    var isInMacro = false
    // CR LF is one Character: split by scalars.
    for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
      if isInMacro {
        if line.isEmpty { isInMacro = false }
        continue
      }
      let words = line.split { $0.properties.isWhitespace }.map { String($0) }
      var index = 0
      while index + 1 < words.count {
        let value = words[index + 1]
        switch words[index] {
        case "machine": (machine, login, password) = (value, "", "")
        case "login": login = value
        case "password": password = value
        case "macdef": isInMacro = true
        default: break
        }
        if !machine.isEmpty, !login.isEmpty, !password.isEmpty {
          // The first entry of a machine wins.
          let key = machine.hasPrefix("https://") ? String(machine.dropFirst(8)) : machine
          let trimmed = key.hasSuffix("/") ? String(key.dropLast()) : key
          if credentials[trimmed] == nil { credentials[trimmed] = login + ":" + password }
          (machine, login, password) = ("", "", "")
        }
        index += 2
      }
      if index < words.count, words[index] == "default" { break }
    }
  }

  /// `login:password` for an https URL: the entry with the longest prefix of its host:port/path, ending at a `/`.
  package func credentials(forHTTPS url: String) -> String? {
    guard !credentials.isEmpty, url.hasPrefix("https://") else { return nil }
    var prefix = url.dropFirst(8)
    while true {
      if let found = credentials[String(prefix)] { return found }
      guard let slash = prefix.lastIndex(of: "/") else { return nil }
      prefix = prefix[..<slash]
    }
  }
}
