import Foundation

/// What a program did with a case, in words that can be compared.
struct Observation: Equatable {
  /// `info=served mod=fallback zip=broken`: each request up to the one that failed. `served` is by the
  /// first entry, `fallback` by the second, `broken` an error, `hangs` no answer within our patience;
  /// `unknown` and `crashed` are for a program that gives no answer.
  var verdict: String
  /// The error, without the module that stands before it; nil where all was served or nothing was said.
  var text: String?

  var isHang: Bool { verdict.hasSuffix("hangs") }

  /// What go was seen to do: which files it asked of which entry, its exit code and its error.
  static func go(_ ended: Ended, _ requests: [Stage.Request]) -> Observation {
    let crashes = ["panic:", "fatal error:"]
    if ended.signal != 0 || crashes.contains(where: { ended.errors.contains($0) }) {
      return Observation(verdict: "crashed", text: nil)
    }
    let asked = Module.kinds.map { kind in
      Set(requests.filter { $0.path == Module.requestPath(kind) }.map(\.isFaulty))
    }
    let text = ended.exitCode == nil || ended.exitCode == 0 ? nil : goText(ended)
    // What go refuses to send does not come in.
    let named = text.flatMap { text in
      Module.kinds.lastIndex { text.contains("\(Module.requestPath($0))\":") }
    }
    let last = max(asked.lastIndex { !$0.isEmpty } ?? 0, named ?? 0)
    let words = Module.kinds.indices.prefix(last + 1).map { index -> String in
      let ending =
        index < last || ended.exitCode == 0
        ? asked[index].contains(false) ? "fallback" : "served"
        : ended.exitCode == nil ? "hangs" : "broken"
      return "\(Module.kinds[index])=\(ending)"
    }
    return Observation(verdict: words.joined(separator: " "), text: text)
  }

  private static func goText(_ ended: Ended) -> String {
    struct Result: Decodable { var Error: String? }
    let result = try? JSONDecoder().decode(Result.self, from: Data(ended.output.utf8))
    var text = result?.Error ?? ended.errors
    if text.hasPrefix("go: ") { text.removeFirst(4) }
    let module = "\(Module.path)@\(Module.version): "
    if text.hasPrefix(module) { text.removeFirst(module.count) }
    if result?.Error == nil, text.last == "\n" { text.removeLast() }
    return text
  }

  /// What `check --json` says.
  static func ours(_ ended: Ended) -> Observation {
    struct Walk: Decodable {
      var kind: String
      var verdict: String
      var error: String?
    }
    struct Report: Decodable { var walks: [Walk] }
    guard ended.signal == 0, ended.exitCode != nil,
      let report = try? JSONDecoder().decode(Report.self, from: Data(ended.output.utf8))
    else {
      return Observation(
        verdict: "crashed",
        text: "exit code \(ended.exitCode ?? -1), signal \(ended.signal): "
          + String(ended.errors.prefix(2000)))
    }
    var words: [String] = []
    for kind in Module.kinds {
      guard let walk = report.walks.first(where: { $0.kind == kind }) else { continue }
      words.append("\(kind)=\(walk.verdict)")
      if !["served", "fallback"].contains(walk.verdict) {
        return Observation(verdict: words.joined(separator: " "), text: walk.error)
      }
    }
    return Observation(verdict: words.joined(separator: " "), text: nil)
  }

  /// Up to the file at this path; all of it for nil, or where nothing came after that.
  func cut(after path: String?) -> Observation {
    let words = verdict.split(separator: " ")
    guard let kind = Module.kinds.first(where: { Module.requestPath($0) == path }),
      let index = words.firstIndex(where: { $0.hasPrefix(kind + "=") }), index < words.count - 1
    else { return self }
    return Observation(verdict: words[...index].joined(separator: " "), text: nil)
  }

  /// Without what differs between two runs, as ports, streams of HTTP/2 and the folders of the module cache do, and
  /// without what we never show.
  func normalised(_ stage: Stage, folder: String) -> Observation {
    guard let text else { return self }
    var bytes = text.replacing(folder, with: "{FOLDER}").utf8.split(
      separator: UInt8(ascii: ":"), omittingEmptySubsequences: false
    ).map(Array.init)
    for index in bytes.indices.dropFirst() {
      let digits = bytes[index].prefix { (48...57).contains($0) }
      guard digits.count >= 4, let port = Int(String(decoding: digits, as: UTF8.self)) else {
        continue
      }
      let rest = bytes[index].dropFirst(digits.count)
      let name: String? =
        switch port {
        case stage.faultPort: "{FAULT}"
        case stage.soundPort: "{SOUND}"
        case stage.closedPort: "{CLOSED}"
        default: rest.starts(with: "->".utf8) ? "{LOCAL}" : nil
        }
      if let name { bytes[index] = Array(name.utf8) + rest }
    }
    let joined = String(decoding: Array(bytes.joined(separator: ":".utf8)), as: UTF8.self)
    let shown = Self.withoutStream(Self.withoutFile(Self.withoutTime(joined)))
    return Observation(verdict: verdict, text: Self.withoutControls(shown))
  }

  /// A number of the run, like a port: our connection carries requests that go does not make.
  private static func withoutStream(_ text: String) -> String {
    let name = "stream ID "
    guard let begin = text.firstRange(of: name)?.upperBound,
      let digit = text[begin...].first, digit.isNumber
    else { return text }
    let end = text[begin...].firstIndex { !$0.isNumber } ?? text.endIndex
    return text.replacingCharacters(in: begin..<end, with: "{STREAM}")
  }

  /// go prints control and format characters of a server as they are; for us they are a space, as a terminal would
  /// obey them.
  private static func withoutControls(_ text: String) -> String {
    // By scalars: "\r\n" is one character and no line end.
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let indent = line.first == "\t" ? "\t" : ""
      let words = line.split { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
        default: false
        }
      }
      return indent + words.map { String($0) }.joined(separator: " ")
    }.joined(separator: "\n")
  }

  /// crypto/x509 says what time it is where a certificate is not valid now.
  private static func withoutTime(_ text: String) -> String {
    guard let begin = text.firstRange(of: "current time ")?.upperBound,
      let end = text[begin...].firstIndex(of: " ")
    else { return text }
    return text.replacingCharacters(in: begin..<end, with: "{NOW}")
  }

  /// go downloads a zip into a file whose name has a random number, for which ours is an asterisk.
  private static func withoutFile(_ text: String) -> String {
    let name = "\(Module.version).zip"
    guard let begin = text.firstRange(of: name)?.upperBound,
      let end = text[begin...].firstRange(of: ".tmp")?.lowerBound,
      text[begin..<end] == "*" || text[begin..<end].allSatisfy(\.isNumber)
    else { return text }
    return text.replacingCharacters(in: begin..<end, with: "{RANDOM}")
  }
}
