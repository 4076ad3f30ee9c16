/// A tag `<meta name="go-import" content="PREFIX VCS ROOT [FOLDER]">` (cmd/go/internal/vcs/discovery.go).
package struct MetaImport: Sendable, Hashable {
  /// The path of which all packages are found there.
  package var prefix: String
  /// `git`, `hg`, `mod`, …
  package var system: String
  /// The URL of the repository, as written.
  package var root: String
  /// A folder within it; empty for none.
  package var folder: String

  package init(prefix: String, system: String, root: String, folder: String = "") {
    self.prefix = prefix
    self.system = system
    self.root = root
    self.folder = folder
  }

  /// The tags of a page, as far as go reads it.
  package struct Reading: Sendable, Hashable {
    /// In the order in which go looks at them.
    package var imports: [MetaImport]
    /// Why go came to no end of the head: its text; nil where it did, or where the bytes ended.
    package var fault: String?
    /// The bytes were at their end before the head was.
    package var isCut: Bool
  }

  /// Reads to the end of the head or the beginning of the body (`parseMetaGoImports`). `isWhole`: nothing follows.
  package static func read(_ page: [UInt8], isWhole: Bool) -> Reading {
    var xml = LaxXML(page, isWhole: isWhole)
    var reading = Reading(imports: [], fault: nil, isCut: false)
    do throws(LaxXML.Stop) {
      reading: while true {
        switch try xml.next() {
        case .start(let element, _, _) where element.isFolded("body"): break reading
        case .end(let element) where element.isFolded("head"): break reading
        case .start(let element, let name?, let content?)
        where element.isFolded("meta") && name.elementsEqual("go-import".utf8):
          reading.imports += [MetaImport(content: content)].compactMap { $0 }
        default: break
        }
      }
    } catch {
      switch error {
      case .ended: reading.isCut = !isWhole
      case .fault(let text): reading.fault = text
      }
    }
    let modules = reading.imports.filter { $0.system == "mod" }
    let superseded = Set(modules.map(\.prefix))
    reading.imports =
      modules
      + reading.imports.filter { $0.system != "mod" && !superseded.contains($0.prefix) }
    return reading
  }

  /// Bytes of what `mayEnd` looks for.
  package static let longestEnd = 8

  /// The end of a head or the beginning of a body may be among `bytes`; where it is not, neither is.
  package static func mayEnd(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.indices.contains { start in
      let word = bytes[start...].prefix(4)
      return word.count == 4 && (word.isFolded("head") || word.isFolded("body"))
    }
  }

  private init?(content: [UInt8]) {
    let fields = GoText.fields(content[...]).map(\.text)
    guard fields.count == 3 || fields.count == 4 else { return nil }
    self.init(
      prefix: fields[0], system: fields[1], root: fields[2],
      folder: fields.count == 4 ? fields[3] : "")
  }

  /// Why none of the tags is taken.
  package enum Mismatch: Error, Sendable, Hashable {
    /// Several are about the path: go's text.
    case several(String)
    /// None is: go's text, empty where there is none at all.
    case none(String)
  }

  /// The one tag that is about `path` (`matchGoImport`).
  package static func match(
    _ imports: [MetaImport], _ path: String
  ) throws(Mismatch) -> MetaImport {
    var found: MetaImport?
    var others: [String] = []
    for tag in imports {
      guard path.hasPathPrefix(tag.prefix) else {
        // What go prints is cut anyway.
        if others.count < 20 {
          others.append("meta tag \(tag.prefix) did not match import path \(path)")
        }
        continue
      }
      guard let known = found else {
        found = tag
        continue
      }
      if known.system == "mod", tag.system != "mod" { break }
      throw .several("multiple meta tags match import path \(goQuoted(path))")
    }
    guard let found else { throw .none(others.joined(separator: ", ")) }
    return found
  }
}

extension String {
  /// `prefix` is all of this path, or ends at one of its slashes (cmd/internal/str `HasPathPrefix`).
  func hasPathPrefix(_ prefix: String) -> Bool {
    let path = utf8
    let start = prefix.utf8
    guard path.starts(with: start) else { return false }
    if start.isEmpty || path.count == start.count { return true }
    let slash = UInt8(ascii: "/")
    return start.last == slash || path.dropFirst(start.count).first == slash
  }
}
