/// A path that a client asks of a GOPROXY server, taken apart: go's own grammar and nothing else (`EscapePath`,
/// `EscapeVersion` of golang.org/x/mod/module, `ParseTilePath` of golang.org/x/mod/sumdb/tlog).
package struct GatewayRequest: Sendable, Hashable {
  package enum Subject: Sendable, Hashable {
    /// The version is empty where the kind is `list` or `latest`; it may be a branch or a commit that go asks about.
    case module(Question)
    /// A file of the checksum database with this name.
    case database(String, DatabaseFile)
  }

  package enum DatabaseFile: Sendable, Hashable {
    /// Whether the proxy carries it at all.
    case supported
    case latest
    /// The record of this module.
    case lookup(ModuleVersion)
    case tile
  }

  package var subject: Subject
  /// What follows the base URL of any proxy: written anew, as go writes it.
  package var path: String

  /// go asks the gateway for the second time, since where it was sent the first time it was not served.
  package var isAgain = false

  /// The path of the gateway's second place in the list. No module has such a path: its first element has a dot.
  package static let again = "/again"

  /// The header by which a probe says that it is none of go's requests; its value is `1`.
  package static let probeMark = "Goproxytop-Probe"

  /// go's own paths are some hundred bytes long.
  package static let longest = 2048

  /// Reads the path of a request line: percent-encoded, without a query. nil where it is none that go would ask for: a
  /// URL, `..`, another case of letters than go's, bad escapes, control characters, too long.
  package init?(_ path: String) {
    isAgain = path.hasPrefix(Self.again + "/")
    let path = isAgain ? String(path.dropFirst(Self.again.utf8.count)) : path
    guard path.utf8.count <= Self.longest, path.utf8.first == UInt8(ascii: "/"),
      let decoded = try? PercentEncoding.decode(path, .path),
      decoded.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return nil }
    let read =
      decoded.hasPrefix("/sumdb/")
      ? Self.database(decoded.dropFirst(7)) : Self.module(decoded.dropFirst())
    guard let read else { return nil }
    subject = read
    self.path =
      if case .module(let question) = read {
        ProxyURL(scheme: .https, host: "").path(of: question)
      } else {
        PercentEncoding.encode(decoded, .path)
      }
  }

  /// The module that is asked about; nil for the database's tiles and trees.
  package var module: ModuleVersion? {
    switch subject {
    case .module(let question): question.canary
    case .database(_, .lookup(let module)): module
    case .database: nil
    }
  }

  /// The kind of request, as everywhere.
  package var kind: RequestKind {
    if case .module(let question) = subject { question.kind } else { .sumdb }
  }

  // MARK: - Parts

  private static func module(_ path: Substring) -> Subject? {
    if path.hasSuffix("/@latest") {
      return modulePath(path.dropLast(8)).map { name in
        .module(Question(.latest, ModuleVersion(module: name, version: "")))
      }
    }
    guard let mark = path.firstRange(of: "/@v/"), let name = modulePath(path[..<mark.lowerBound])
    else { return nil }
    let file = path[mark.upperBound...]
    if file == "list" {
      return .module(Question(.list, ModuleVersion(module: name, version: "")))
    }
    for kind in [RequestKind.info, .mod, .zip] where file.hasSuffix(".\(kind.rawValue)") {
      guard let version = version(file.dropLast(kind.rawValue.utf8.count + 1)) else { return nil }
      return .module(Question(kind, ModuleVersion(module: name, version: version)))
    }
    return nil
  }

  private static func database(_ path: Substring) -> Subject? {
    guard let slash = path.firstIndex(of: "/") else { return nil }
    let name = path[..<slash]
    let rest = path[path.index(after: slash)...]
    guard let first = name.utf8.first, first != UInt8(ascii: "."),
      name.utf8.allSatisfy({ isDigit($0) || isSmall($0) || "-.".utf8.contains($0) }),
      !name.contains(".."), let file = databaseFile(rest)
    else { return nil }
    return .database(String(name), file)
  }

  private static func databaseFile(_ path: Substring) -> DatabaseFile? {
    switch path {
    case "supported": return .supported
    case "latest": return .latest
    case _ where path.hasPrefix("tile/"):
      return path.dropFirst(5).split(at: "/").count >= 3
        && path.dropFirst(5).split(at: "/").allSatisfy(isTilePart) ? .tile : nil
    case _ where path.hasPrefix("lookup/"):
      let parts = path.dropFirst(7).split(at: "@")
      guard parts.count == 2, let module = modulePath(parts[0]), let version = version(parts[1])
      else { return nil }
      return .lookup(ModuleVersion(module: module, version: version))
    default: return nil
    }
  }

  /// `8`, `data`, `x001`, `067`, `067.p`.
  private static func isTilePart(_ part: Substring) -> Bool {
    var digits = part.utf8[...]
    if part == "data" { return true }
    if part.hasPrefix("x") { digits = digits.dropFirst() }
    if part.hasSuffix(".p") { digits = digits.dropLast(2) }
    return (1...3).contains(digits.count) && digits.allSatisfy(isDigit)
  }

  /// Unescaped; nil where no module has such a path.
  private static func modulePath(_ escaped: Substring) -> String? {
    unescaped(escaped).flatMap { ModulePath.isValid($0) ? $0 : nil }
  }

  /// Unescaped; nil where go would ask about no such version.
  private static func version(_ escaped: Substring) -> String? {
    guard let version = unescaped(escaped), !version.utf8.contains(UInt8(ascii: "/")),
      ModulePath.fileFault(Array(version.utf8)[...]) == nil
    else { return nil }
    return version
  }

  /// `!` and a small letter stand for the capital one (`unescapeString`).
  private static func unescaped(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var isCapital = false
    for byte in text.utf8 {
      switch (isCapital, byte) {
      case (true, _) where isSmall(byte):
        bytes.append(byte - 0x20)
        isCapital = false
      case (false, UInt8(ascii: "!")): isCapital = true
      case (true, _), (false, UInt8(ascii: "A")...UInt8(ascii: "Z")): return nil
      case (false, _): bytes.append(byte)
      }
    }
    return isCapital ? nil : String(decoding: bytes, as: UTF8.self)
  }

  private static func isSmall(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}

extension ProxyURL {
  /// The URL of the same file at this proxy, without userinfo.
  package func url(of request: GatewayRequest) -> String { bare(with: path + request.path) }
}
