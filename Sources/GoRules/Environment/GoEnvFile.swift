/// The content of a file of go settings: the user's, which `go env -w` writes, or `$GOROOT/go.env`
/// (cmd/go/internal/cfg, `readEnvFile`).
///
/// A line counts only if its first byte is `A` to `Z` and it has a `=`; the value is all that follows,
/// verbatim, and the last line of a key wins.
package struct GoEnvFile: Sendable, Hashable {
  package private(set) var bytes: [UInt8]

  package init(bytes: [UInt8]) { self.bytes = bytes }

  /// The value of `key`; nil where the file has none, which is not the same as an empty one.
  package func value(of key: String) -> String? {
    let name = Array(key.utf8)
    let line = lines.last { line in
      guard let first = line.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first),
        let equals = line.firstIndex(of: UInt8(ascii: "="))
      else { return false }
      return line[..<equals].elementsEqual(name)
    }
    return line.map { String(decoding: $0.dropFirst(name.count + 1).dropLast(), as: UTF8.self) }
  }

  /// Sets `key` to `value` as `go env -w` does, or removes it as `go env -u` does where that is nil
  /// (cmd/go/internal/envcmd, `updateEnvFile`).
  ///
  /// Of a key that is there twice the last line stays, every run of KEY=VALUE lines is sorted, the last
  /// line gets its end; all else is kept byte for byte.
  package mutating func set(_ key: String, to value: String?) {
    set([(key, value)])
  }

  /// Several at once, in one rewriting.
  package mutating func set(_ changes: [(key: String, value: String?)]) {
    var lines = lines
    var last: [ArraySlice<UInt8>: Int] = [:]
    for (index, line) in lines.enumerated() {
      let key = Self.key(of: line)
      if key.isEmpty { continue }
      if let earlier = last.updateValue(index, forKey: key) { lines[earlier] = [] }
    }
    for (key, value) in changes {
      let place = last[Array(key.utf8)[...]]
      switch (value, place) {
      case (let value?, let place?): lines[place] = Array("\(key)=\(value)\n".utf8)
      case (let value?, nil): lines.append(Array("\(key)=\(value)\n".utf8))
      case (nil, let place?): lines[place] = []
      case (nil, nil): break
      }
    }
    bytes = Self.runsSorted(lines).flatMap { $0 }
  }

  /// Each with its line end, the last one too.
  private var lines: [[UInt8]] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { Array($0) + [UInt8(ascii: "\n")] }
  }

  /// Runs lie between comments, blank lines and others without a key.
  private static func runsSorted(_ lines: [[UInt8]]) -> [[UInt8]] {
    var lines = lines
    var start = 0
    for index in 0...lines.count where index == lines.count || key(of: lines[index]).isEmpty {
      lines[start..<index].sort { key(of: $0).lexicographicallyPrecedes(key(of: $1)) }
      start = index + 1
    }
    return lines
  }

  /// What stands before the first `=`; empty for comments and other lines (`lineToKey`).
  private static func key(of line: [UInt8]) -> ArraySlice<UInt8> {
    guard let equals = line.firstIndex(of: UInt8(ascii: "=")),
      !line[..<equals].contains(UInt8(ascii: "#"))
    else { return [] }
    return line[..<equals]
  }
}

extension GoEnvFile {
  /// Why `go env -w` would refuse to write `key`, in its words; nil where it would not
  /// (cmd/go/internal/envcmd, `checkEnvWrite`).
  package func refusal(toWrite key: String, _ value: String) -> String? {
    if Self.unwritable.contains(key) { return "\(key) cannot be modified" }
    if key == "GOENV" || key == "GODEBUG" {
      return "\(key) can only be set using the OS environment"
    }
    guard Self.known.contains(key) || self.value(of: key) != nil else {
      return "unknown go command variable \(key)"
    }
    if value.utf8.contains(0) { return "invalid NUL in \(key)=... value" }
    if value.utf8.contains(where: { [0x0A, 0x0B, 0x0D].contains($0) }) {
      return "invalid newline in \(key)=... value"
    }
    return nil
  }

  private static let unwritable: Set<String> = [
    "GOEXE", "GOGCCFLAGS", "GOHOSTARCH", "GOHOSTOS", "GOMOD", "GOROOT", "GOTELEMETRY",
    "GOTELEMETRYDIR", "GOTOOLDIR", "GOVERSION", "GOWORK",
  ]

  /// The settings of the go command that concern where modules come from (internal/cfg, `KnownEnv`);
  /// a key that is already in the file is taken as known too.
  private static let known: Set<String> = [
    "GO111MODULE", "GOAUTH", "GOFLAGS", "GOINSECURE", "GOMODCACHE", "GONOPROXY", "GONOSUMDB",
    "GOPATH", "GOPRIVATE", "GOPROXY", "GOSUMDB", "GOTOOLCHAIN", "GOVCS",
  ]
}
