/// Takes the lines that `-x` adds out of what go writes to standard error, and hands all of its lines on to be read.
///
/// It knows them by their shape, as go writes nothing else of that shape: requests, version control
/// (modfetch/codehost, vcs) and the commands of a build (work/shell.go).
package struct TraceSieve: Sendable {
  private let hides: Bool
  /// The beginning of a line, not shown yet.
  private var begun: [UInt8] = []
  /// Some of the present line was shown: the rest of it follows.
  private var isShown = false
  private var isInDocument = false

  /// In bytes. No line of a request is longer, and more is not kept.
  private static let longest = 8192
  private static let lineEnd = UInt8(ascii: "\n")

  /// - Parameter hides: the lines of `-x` are not shown.
  package init(hides: Bool) { self.hides = hides }

  /// Takes what was written: returns what of it is to be shown, and calls `read` with each line that is complete.
  package mutating func take(
    _ bytes: ArraySlice<UInt8>, read: (Substring) -> Void
  ) -> ArraySlice<UInt8> {
    var shown: [UInt8] = []
    var rest = bytes
    while let end = rest.firstIndex(of: Self.lineEnd) {
      let piece = rest[...end]
      rest = rest[(end + 1)...]
      if isShown {
        shown += piece
        isShown = false
        continue
      }
      let line = begun.isEmpty ? piece : (begun + piece)[...]
      begun = []
      let text = Substring(decoding: line.dropLast().prefix(Self.longest), as: UTF8.self)
      read(text)
      if !isTrace(text) || !hides { shown += line }
    }
    begin(rest, &shown)
    return shown[...]
  }

  /// What is written of a line that has not ended, once nothing has followed for a while: a question to a person, say.
  package mutating func waiting() -> ArraySlice<UInt8> {
    let text = Substring(decoding: begun, as: UTF8.self)
    if begun.isEmpty || (hides && (isInDocument || Self.mayBecomeTrace(text))) { return [] }
    return showBegun()
  }

  /// The rest, at the end.
  package mutating func finish(read: (Substring) -> Void) -> ArraySlice<UInt8> {
    if begun.isEmpty { return [] }
    let text = Substring(decoding: begun, as: UTF8.self)
    read(text)
    return hides && isTrace(text) ? [] : showBegun()
  }

  private mutating func begin(_ rest: ArraySlice<UInt8>, _ shown: inout [UInt8]) {
    if isShown {
      shown += rest
    } else {
      begun += rest
      if begun.count > Self.longest { shown += showBegun() }
    }
  }

  private mutating func showBegun() -> ArraySlice<UInt8> {
    defer { begun = [] }
    isShown = true
    return begun[...]
  }

  // MARK: - Shapes

  private static let beginnings = [
    "# get ", "# lock /", "# ignoring directory /",
    "WORK=/", "cd /", "cd $WORK", "cd .", "mkdir -p /", "TERM='dumb' ", "cat >/",
    "git ", "hg ", "svn ", "bzr ", "fossil ",
  ]

  private mutating func isTrace(_ line: Substring) -> Bool {
    if isInDocument {
      isInDocument = !line.hasSuffix("EOF")
      return true
    }
    if line.hasPrefix("cat >"), line.hasSuffix("<< 'EOF' # internal") {
      isInDocument = true
      return true
    }
    if line.hasPrefix("cat >") { return false }
    return Self.beginnings.contains { line.hasPrefix($0) } || line.hasSuffix("# internal")
      || Self.usesWorkFolder(line) || Self.isTimed(line)
      || Self.runsKept(line)
  }

  private static func mayBecomeTrace(_ line: Substring) -> Bool {
    line.hasPrefix("$WORK") || line.hasPrefix("/")
      || line.first.map { ("0"..."9").contains($0) } == true
      || beginnings.contains { line.hasPrefix($0) || $0.hasPrefix(line) } || usesWorkFolder(line)
  }

  /// A command with files in it, not an error of a compiler about one: `$WORK/b001/x.go:3:4: …`.
  private static func usesWorkFolder(_ line: Substring) -> Bool {
    guard let place = line.firstRange(of: "$WORK/") else { return false }
    let name = line[place.upperBound...].prefix { $0 != " " }
    return place.lowerBound > line.startIndex || !name.contains(":")
  }

  /// A program that `go run` finds in its cache: `/…/73/73db…-d/m`.
  private static func runsKept(_ line: Substring) -> Bool {
    guard line.hasPrefix("/"), let end = line.firstRange(of: "-d/")?.lowerBound else {
      return false
    }
    let digits = line[..<end].suffix(64)
    return digits.utf8.count == 64 && digits.allSatisfy(\.isHexDigit)
  }

  /// `0.123s # git fetch …`: how long version control took.
  private static func isTimed(_ line: Substring) -> Bool {
    let rest = line.drop { ("0"..."9").contains($0) || $0 == "." }
    return rest.hasPrefix("s # ") && rest.startIndex > line.startIndex
  }
}
