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

  /// `goVERSION`, with any suffix after a `-` or white space (cmd/go/internal/gover `FromToolchain`).
  private static func isToolchain(_ name: String) -> Bool {
    guard name.hasPrefix("go"), !name.contains(where: { $0 == "/" || $0 == "\\" }) else {
      return false
    }
    return isVersion(name.utf8.dropFirst(2).prefix { ![0x20, 0x09, 0x2D].contains($0) })
  }

  /// internal/gover `Parse`: `1`, `1.21`, `1.21.0`, `1.21rc1`.
  private static func isVersion(_ text: Substring.UTF8View) -> Bool {
    var rest = text
    let dot = UInt8(ascii: ".")
    guard takeNumber(&rest) else { return false }
    if rest.isEmpty { return true }
    guard rest.popFirst() == dot, takeNumber(&rest) else { return false }
    if rest.isEmpty { return true }
    if rest.first == dot {
      rest.removeFirst()
      return takeNumber(&rest) && rest.isEmpty
    }
    let kind = rest.prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    rest = rest.dropFirst(kind.count)
    if kind.isEmpty { return false }
    return rest.isEmpty || takeNumber(&rest) && rest.isEmpty
  }

  /// Without a zero in front.
  private static func takeNumber(_ rest: inout Substring.UTF8View) -> Bool {
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    rest = rest.dropFirst(digits.count)
    return !digits.isEmpty && (digits.first != 0x30 || digits.count == 1)
  }
}
