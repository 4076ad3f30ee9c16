/// Where go keeps what it downloads (modfetch/cache.go `CachePath`).
package struct ModuleCache: Sendable, Hashable {
  /// Absolute and clean, without a final slash.
  package let folder: String

  /// GOMODCACHE, or `pkg/mod` in the first folder of GOPATH, which is `$HOME/go` unless set; `variables` as
  /// `GoEnvironment.effectiveVariables`. nil where that is no absolute path, with which go does not even start.
  package init?(variables: [String: String]) {
    let folder = Self.folder(variables: variables)
    guard folder.hasPrefix("/") else { return nil }
    self.folder = Self.cleaned(folder)
  }

  /// As it is set, be it absolute or not; empty where nothing says where.
  static func folder(variables: [String: String]) -> String {
    if let cache = variables["GOMODCACHE"], !cache.isEmpty { return cache }
    let first = firstFolder(variables: variables)
    return first.isEmpty ? "" : first + "/pkg/mod"
  }

  /// Of GOPATH, which is `$HOME/go` unless set; empty for none.
  static func firstFolder(variables: [String: String]) -> String {
    func value(_ key: String) -> String? {
      variables[key].flatMap { $0.isEmpty ? nil : $0 }
    }
    let standard = value("HOME").map { $0 + "/go" } ?? ""
    return String((value("GOPATH") ?? standard).prefix { $0 != ":" })
  }

  /// Where the go of a downloaded toolchain lies.
  package func goCommand(ofToolchain name: String, on platform: String) -> String {
    let version = ProxyURL.escaped("v0.0.1-\(name).\(platform)")
    return "\(folder)/golang.org/toolchain@\(version)/bin/go"
  }

  /// Where go keeps one version of a module.
  package struct Place: Sendable, Hashable {
    /// The zip file as it was downloaded.
    package let zip: String
    /// What it is unpacked into.
    package let folder: String

    package init(zip: String, folder: String) {
      self.zip = zip
      self.folder = folder
    }
  }

  package func place(of module: ModuleVersion) -> Place {
    let path = ProxyURL.escaped(module.module)
    let version = ProxyURL.escaped(module.version)
    return Place(
      zip: "\(folder)/cache/download/\(path)/@v/\(version).zip",
      folder: "\(folder)/\(path)@\(version)")
  }

  /// An absolute path, in the fewest words (`filepath.Clean`).
  private static func cleaned(_ path: String) -> String {
    var elements: [Substring] = []
    for element in path.split(separator: "/") where element != "." {
      if element == ".." {
        _ = elements.popLast()
      } else {
        elements.append(element)
      }
    }
    return elements.map { "/" + $0 }.joined()
  }
}
