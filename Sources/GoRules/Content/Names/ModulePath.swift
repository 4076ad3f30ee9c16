/// The rules for module paths and for names in a module's zip (golang.org/x/mod/module/module.go).
enum ModulePath {
  /// Whether go insists that `.info` repeats the version: it is canonical and fits the path (`Stat` in
  /// modfetch/proxy.go, `CanonicalVersion`, `Check`).
  static func mustMatch(_ wanted: ModuleVersion) -> Bool {
    guard let version = SemanticVersion(Array(wanted.version.utf8)[...]) else { return false }
    let incompatible = version.build == "+incompatible" ? version.build : ""
    return version.canonical + incompatible == wanted.version && isValid(wanted.module)
      && fits(version, wanted)
  }

  /// The path without `/v2` or `.v2` at its end.
  static func withoutMajor(_ path: String) -> String {
    String(path.dropLast(majorSuffix(of: path)?.count ?? 0))
  }

  /// `CheckPathMajor`.
  private static func fits(_ version: SemanticVersion, _ wanted: ModuleVersion) -> Bool {
    guard var suffix = majorSuffix(of: wanted.module) else { return false }
    if suffix.hasPrefix(".v"), suffix.hasSuffix("-unstable") { suffix.removeLast(9) }
    if wanted.version.hasPrefix("v0.0.0-"), suffix == ".v1" { return true }
    if suffix.isEmpty {
      return ["v0", "v1"].contains(version.major) || version.build == "+incompatible"
    }
    return version.major == suffix.dropFirst()
  }

  /// `/v2` or `.v2`; empty for none, nil where the path ends in one that is not allowed (`SplitPathVersion`).
  private static func majorSuffix(of path: String) -> String? {
    let bytes = Array(path.utf8)
    let isGopkg = path.hasPrefix("gopkg.in/")
    var end = bytes.count
    if isGopkg, path.hasSuffix("-unstable") { end -= 9 }
    var start = end
    while start > 0, isDigit(bytes[start - 1]) || !isGopkg && bytes[start - 1] == 0x2E {
      start -= 1
    }
    let mark = isGopkg ? UInt8(ascii: ".") : UInt8(ascii: "/")
    guard start > 1, isGopkg || start < bytes.count, bytes[start - 1] == UInt8(ascii: "v"),
      bytes[start - 2] == mark
    else { return isGopkg ? nil : "" }
    let suffix = String(decoding: bytes[(start - 2)...], as: UTF8.self)
    let digits = bytes[start..<end]
    if isGopkg {
      // What go measures includes `-unstable`.
      let rest = bytes[start...]
      return rest.isEmpty || rest.first == 0x30 && suffix != ".v0" ? nil : suffix
    }
    return digits.contains(0x2E) || digits.first == 0x30 || suffix == "/v1" ? nil : suffix
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// `CheckPath`.
  static func isValid(_ path: String) -> Bool {
    let bytes = Array(path.utf8)[...]
    guard !bytes.isEmpty, bytes.first != UInt8(ascii: "-") else { return false }
    let elements = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard let first = elements.first, first.contains(UInt8(ascii: ".")),
      first.allSatisfy({ byte in
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || "-.".utf8.contains(byte)
      })
    else { return false }
    return elements.allSatisfy(isValidElement) && majorSuffix(of: path) != nil
  }

  private static func isValidElement(_ element: ArraySlice<UInt8>) -> Bool {
    guard let first = element.first, first != UInt8(ascii: "."),
      element.last != UInt8(ascii: "."),
      element.allSatisfy({ byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "A")...UInt8(ascii: "Z"):
          true
        default: "-._~".utf8.contains(byte)
        }
      })
    else { return false }
    let short = element.prefix { $0 != UInt8(ascii: ".") }
    if isReserved(short) { return false }
    guard let tilde = short.lastIndex(of: UInt8(ascii: "~")), tilde < short.endIndex - 1 else {
      return true
    }
    return !short[(tilde + 1)...].allSatisfy(isDigit)
  }

  /// A name that Windows keeps for itself (`badWindowsNames`).
  private static func isReserved(_ name: ArraySlice<UInt8>) -> Bool {
    let folded = CaseFolding.folded(name)
    if [[0x63, 0x6F, 0x6E], [0x70, 0x72, 0x6E], [0x61, 0x75, 0x78], [0x6E, 0x75, 0x6C]]
      .contains(folded)
    {
      return true
    }
    guard folded.count == 4, let digit = folded.last, digit >= 0x31, digit <= 0x39 else {
      return false
    }
    return folded.starts(with: "com".utf8) || folded.starts(with: "lpt".utf8)
  }

  // MARK: Names in a zip

  /// Why `path` may not be a file's name, without the `malformed file path …: ` in front; nil where it may
  /// (`checkPath` for a filePath).
  static func fileFault(_ path: ArraySlice<UInt8>) -> String? {
    if !UTF8Decoding.isValid(path) { return "invalid UTF-8" }
    guard let last = path.last else { return "empty string" }
    let slash = UInt8(ascii: "/")
    if zip(path, path.dropFirst()).contains(where: { $0 == slash && $1 == slash }) {
      return "double slash"
    }
    if last == slash { return "trailing slash" }
    for element in path.split(separator: slash, omittingEmptySubsequences: false) {
      if let fault = elementFault(element) { return fault }
    }
    return nil
  }

  private static func elementFault(_ element: ArraySlice<UInt8>) -> String? {
    guard let last = element.last else { return "empty path element" }
    let dot = UInt8(ascii: ".")
    if element.allSatisfy({ $0 == dot }) {
      return "invalid path element \(GoText.quoted(element))"
    }
    if last == dot { return "trailing dot in path element" }
    var index = element.startIndex
    while index < element.endIndex {
      let step = UTF8Decoding.step(element, at: index)
      if let scalar = step.scalar, !mayStandInFileName(scalar) {
        return "invalid char \(GoText.quoted(scalar))"
      }
      index += step.count
    }
    let short = element.prefix { $0 != dot }
    return isReserved(short)
      ? "\(GoText.quoted(short)) disallowed as path element component on Windows" : nil
  }

  /// `fileNameOK`.
  private static func mayStandInFileName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": return true
    case _ where scalar.isASCII:
      return "!#$%&()+,-.=@[]^_{}~ ".utf8.contains(UInt8(scalar.value))
    default: break
    }
    return switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }
}
