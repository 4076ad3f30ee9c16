/// The content of go's env file, edited as `go env -w` and `-u` do (cmd/go/internal/envcmd, `updateEnvFile`):
/// of a key that is there twice the last line stays, every run of KEY=VALUE lines is sorted, the last
/// line gets its end, and everything else is kept byte for byte.
struct GoEnvFile {
  private(set) var bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The value of the last line of `key`; nil where there is none.
  func value(of key: String) -> String? {
    lines.last { Self.key(of: $0) == Array(key.utf8) }.map { line in
      String(
        decoding: line.dropFirst(key.utf8.count + 1).prefix { $0 != UInt8(ascii: "\n") },
        as: UTF8.self)
    }
  }

  /// Sets `key` to `value`, or takes it out where that is nil.
  mutating func set(_ key: String, to value: String?) {
    let name = Array(key.utf8)
    var lines = lines
    var last: [[UInt8]: Int] = [:]
    for (index, line) in lines.enumerated() {
      guard let key = Self.key(of: line) else { continue }
      if let earlier = last.updateValue(index, forKey: key) { lines[earlier] = [] }
    }
    if let value {
      let line = Array("\(key)=\(value)\n".utf8)
      if let index = last[name] { lines[index] = line } else { lines.append(line) }
    } else if let index = last[name] {
      lines[index] = []
    }
    bytes = Self.sorted(lines).flatMap { $0 }
  }

  /// With their line ends, each of which the last line too has.
  private var lines: [[UInt8]] {
    var lines: [[UInt8]] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let line = rest.prefix { $0 != UInt8(ascii: "\n") }
      lines.append(Array(line) + [UInt8(ascii: "\n")])
      rest = rest.dropFirst(line.count + 1)
    }
    return lines
  }

  private static func sorted(_ lines: [[UInt8]]) -> [[UInt8]] {
    var lines = lines
    var start = 0
    for index in 0...lines.count where index == lines.count || key(of: lines[index]) == nil {
      let run = lines[start..<index].enumerated().sorted { left, right in
        let (leftKey, rightKey) = (key(of: left.element) ?? [], key(of: right.element) ?? [])
        return leftKey == rightKey
          ? left.offset < right.offset : leftKey.lexicographicallyPrecedes(rightKey)
      }
      lines.replaceSubrange(start..<index, with: run.map(\.element))
      start = index + 1
    }
    return lines
  }

  /// What stands before the first `=`; nil for comments and other lines (go: `lineToKey`).
  private static func key(of line: [UInt8]) -> [UInt8]? {
    guard let equals = line.firstIndex(of: UInt8(ascii: "=")), equals > 0,
      !line[..<equals].contains(UInt8(ascii: "#"))
    else { return nil }
    return Array(line[..<equals])
  }
}
