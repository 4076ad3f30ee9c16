/// A command line that is to say which requests go makes: with `-x`, where that can be had without changing what else it
/// does.
package struct TracedCommand: Sendable, Hashable {
  /// Where the lines about requests come from.
  package enum Trace: Sendable, Hashable {
    /// The user asked for them.
    case own
    /// `-x` was added: its lines are not the user's.
    case added
    /// Another program than go, which may run it: GOFLAGS has it add `-x`.
    case inherited
    /// This go command has no `-x`, or would print it elsewhere.
    case none
  }

  /// The program's name comes first.
  package private(set) var words: [String]
  package private(set) var trace: Trace
  /// GOFLAGS as it is to be exported; nil: as it is.
  package private(set) var flags: String?

  /// Those that take `-x`, and print it to standard error only. `mod` alone names a family.
  private static let traced: Set<String> = [
    "get", "build", "install", "test", "run", "list", "vet", "mod download", "mod tidy",
    "mod graph",
  ]
  /// With `-json` these print all that they say to standard output.
  private static let builders: Set<String> = ["build", "install", "test", "vet"]

  /// - Parameters:
  ///   - words: not empty.
  ///   - flags: GOFLAGS, of the environment or of go's file.
  package init(_ words: [String], flags: String) {
    self.words = words
    trace = .none
    let own = Self.traces(flags.split(separator: " ").map(String.init)[...])
    guard Self.isGo(words.first ?? "") else {
      trace = own ? .own : .inherited
      if !own { self.flags = flags.isEmpty ? "-x" : "-x \(flags)" }
      return
    }
    var place = Self.afterFolder(words, 1)
    var name = words.indices.contains(place) ? words[place] : ""
    place += 1
    if name == "mod", words.indices.contains(place) {
      name += " " + words[place]
      place += 1
    }
    if own || Self.traces(words.dropFirst(place)) {
      trace = .own
      return
    }
    guard Self.traced.contains(name) else { return }
    let rest = words.dropFirst(place)
    // With `-n` it prints commands, which are not to be taken for those of `-x`.
    if rest.contains(where: { ["-n", "--n"].contains($0) }) { return }
    if Self.builders.contains(name), rest.contains(where: { ["-json", "--json"].contains($0) }) {
      return
    }
    self.words.insert("-x", at: Self.afterFolder(words, place))
    trace = .added
  }

  /// `-C DIR` has to stay first.
  private static func afterFolder(_ words: [String], _ place: Int) -> Int {
    guard words.indices.contains(place) else { return min(place, words.count) }
    switch words[place] {
    case "-C", "--C": return min(place + 2, words.count)
    case let word where word.hasPrefix("-C=") || word.hasPrefix("--C="): return place + 1
    default: return place
    }
  }

  /// Of a word that may be an argument of the program that go runs it is not known.
  private static func traces(_ words: ArraySlice<String>) -> Bool {
    words.contains { word in
      ["-x", "--x"].contains(word) || word.hasPrefix("-x=") || word.hasPrefix("--x=")
    }
  }

  /// `go`, `go1.27.3`, `gotip`.
  private static func isGo(_ word: String) -> Bool {
    guard let name = word.split(separator: "/").last else { return false }
    if name == "go" || name == "gotip" { return true }
    return name.hasPrefix("go1.")
      && name.dropFirst(4).first.map { ("0"..."9").contains($0) } == true
  }
}
