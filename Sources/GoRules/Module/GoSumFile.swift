/// The sums of a go.sum or go.work.sum (cmd/go/internal/modfetch/fetch.go `readGoSum`).
package struct GoSumFile: Sendable, Hashable {
  /// A version of a module that go may need.
  package struct Entry: Sendable, Hashable {
    package var module: ModuleVersion
    /// One of which its files have; empty where go needs no zip of it.
    package var zipSums: Set<ModuleSum> = []
    /// The same of its go.mod.
    package var modSums: Set<ModuleSum> = []
  }

  /// In the order of the file.
  package private(set) var entries: [Entry] = []
  private var places: [ModuleVersion: Int] = [:]

  package init() {}

  /// Adds what one more file says.
  /// - Throws: go's own words on a line that it refuses. `name`: of the file, for them.
  package mutating func read(_ bytes: [UInt8], name: String) throws(MalformedLine) {
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      let fields = GoText.fields(line)
      if fields.isEmpty { continue }
      guard fields.count == 3 else {
        throw MalformedLine(
          text: "malformed go.sum: \(name):\(index + 1): wrong number of fields \(fields.count)")
      }
      let sum = ModuleSum(String(decoding: fields[2], as: UTF8.self))
      if sum.description == Self.ofEmptyMod { continue }
      add(
        sum, String(decoding: fields[0], as: UTF8.self), String(decoding: fields[1], as: UTF8.self))
    }
  }

  package struct MalformedLine: Error { package let text: String }

  private mutating func add(_ sum: ModuleSum, _ path: String, _ version: String) {
    let isMod = version.hasSuffix("/go.mod")
    let module = ModuleVersion(
      module: path, version: isMod ? String(version.dropLast("/go.mod".count)) : version)
    // go asks for no such thing, and it would name files elsewhere.
    guard ModulePath.isValid(path), ModuleVersion(module.description) != nil else { return }
    let place = places[module] ?? entries.count
    if place == entries.count {
      places[module] = place
      entries.append(Entry(module: module))
    }
    if isMod {
      entries[place].modSums.insert(sum)
    } else {
      entries[place].zipSums.insert(sum)
    }
  }

  /// An old fault of go, which passes over it.
  private static let ofEmptyMod = "h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY="
}
