/// A workflow command with which GitHub Actions annotates a run.
struct GitHubAnnotation {
  enum Level: String { case error, warning, notice }

  var level: Level
  var title: String
  var message: String
  /// What it is about, relative to the repository; nil for nothing in it.
  var place: (file: String, line: Int)?

  var line: String {
    let place =
      place.map { "file=\(Self.escaped($0.file, in: .property)),line=\($0.line)," } ?? ""
    return "::\(level.rawValue) \(place)title=\(Self.escaped(title, in: .property))::"
      + Self.escaped(message, in: .message)
  }

  /// The same lines, none of which GitHub takes for a command, whatever a server has put into them.
  static func quoted(_ lines: [String]) -> [String] {
    // No server can know it.
    let token = "goproxytop-\(UInt64.random(in: .min ... .max))"
    return ["::stop-commands::\(token)"] + lines + ["::\(token)::"]
  }

  private enum Part { case property, message }

  private static func escaped(_ text: String, in part: Part) -> String {
    var escapes: [Unicode.Scalar: String] = ["%": "%25", "\r": "%0D", "\n": "%0A"]
    if part == .property { escapes.merge([":": "%3A", ",": "%2C"]) { $1 } }
    return text.unicodeScalars.reduce(into: "") { $0 += escapes[$1] ?? String($1) }
  }
}
