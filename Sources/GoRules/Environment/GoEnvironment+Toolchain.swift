/// Which go runs in the end (cmd/go/internal/toolchain/select.go `Select`); what a go.mod around says is not looked at.
extension GoEnvironment {
  private enum Toolchain {
    /// The one that is installed.
    case installed
    /// `isOnPath`: it may come from PATH alone.
    case other(String, isOnPath: Bool)
    /// go's words.
    case refused(String)
  }

  /// The toolchain that go runs instead of the installed one; nil where that one will do.
  package var otherToolchain: String? {
    if case .other(let name, _) = toolchain { name } else { nil }
  }

  var refusalOfToolchain: String? {
    switch toolchain {
    case .installed: nil
    case .refused(let text): text
    case .other(let name, isOnPath: true) where places.hasToolchain == false:
      "cannot find \(goQuoted(name)) in PATH"
    case .other: nil
    }
  }

  /// The toolchain that go would have to download before anything else.
  package var missingToolchain: String? {
    guard places.hasToolchain == false, case .other(let name, isOnPath: false) = toolchain else {
      return nil
    }
    return name
  }

  private var toolchain: Toolchain {
    let value = self["GOTOOLCHAIN"]
    if ["", "auto", "path"].contains(value) { return .installed }
    let parts = value.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let mode = parts.count > 1 ? String(parts[1]) : nil
    func refused(_ reason: String = "", _ value: String = value) -> Toolchain {
      .refused("invalid GOTOOLCHAIN \(goQuoted(value))\(reason)")
    }
    if name != "local", !Self.isToolchain(name) {
      return refused(mode == nil ? "" : ": invalid minimum toolchain \(goQuoted(name))")
    }
    if let mode, mode != "auto", mode != "path" {
      return refused(": only version suffixes are +auto and +path")
    }
    // Without a go at hand, it is taken to be the one that is wanted.
    if name == "local" || places.localToolchain.map({ $0 == name }) != false { return .installed }
    guard name.hasPrefix("go1") else { return refused("", name) }
    return .other(name, isOnPath: mode == "path")
  }

  private static func isToolchain(_ name: String) -> Bool { GoVersion(ofToolchain: name) != nil }

  /// The toolchain that go takes instead of the one at hand for a go.mod or go.work with that text; nil where that one will do,
  /// where nobody knows which it is, and where GOTOOLCHAIN wants no other.
  package func toolchain(wantedBy text: String) -> String? {
    let mode = self["GOTOOLCHAIN"]
    guard ["", "auto"].contains(mode) || mode.hasSuffix("+auto"),
      var least = (otherToolchain ?? places.localToolchain).flatMap(GoVersion.init(ofToolchain:))
    else { return nil }
    var wanted: String?
    let named = Self.line("toolchain", in: text)
    if named == "default" { return nil }
    if let named, let version = GoVersion(ofToolchain: named), version > least {
      (wanted, least) = (named, version)
    }
    if let line = Self.line("go", in: text), let version = GoVersion(line), version > least {
      wanted = "go" + line
      // Of a language version, the first release.
      if version.isLanguage, version >= .firstWithPatch { wanted?.append(".0") }
    }
    return wanted
  }

  /// internal/gover `GoModLookup`; nil for no such line.
  private static func line(_ key: String, in text: String) -> String? {
    for line in text.split(separator: "\n") {
      let line = Redaction.trimmed(String(line))
      let rest = line.dropFirst(key.count)
      guard line.hasPrefix(key), rest.first == " " || rest.first == "\t" else { continue }
      return Redaction.trimmed(String(rest.split(at: "//")[0]))
    }
    return nil
  }
}
