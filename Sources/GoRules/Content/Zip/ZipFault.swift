/// Why go refuses a zip file, in its words.
package struct ZipFault: Error, Sendable, Hashable {
  /// What is at fault.
  package enum Kind: Sendable, Hashable {
    /// No directory, or one that does not hold together.
    case notZip
    /// A name outside `module@version/`.
    case foreignFile
    /// Names that are not allowed, that collide, a go.mod in the wrong place, files that are too large.
    case names
    /// All of it unpacked is larger than 500 MiB.
    case tooLarge
    /// A file's data: broken, shorter or longer than declared, of another checksum.
    case content
  }

  /// What go is doing when it finds the fault. The entries of GOPROXY have been walked by then: no other is asked,
  /// not even after `|`.
  package enum Moment: Sendable, Hashable {
    /// Right after the download; the text stands alone after `go: ` (modfetch/fetch.go `downloadZip`).
    case download
    /// While hashing, just as bare.
    case hash
    /// While unpacking; `unzip PATH: ` stands in front, PATH being the zip file in the module cache, and the same
    /// without `go: ` but with `-> ` on a line of its own before that (`unzip`).
    case unzip
  }

  package let kind: Kind
  package let moment: Moment
  /// After the moment's prefix.
  package let text: String
  /// Another fault may come before this one to go: it refuses the zip for certain, in words that are not certain.
  package internal(set) var isFirst = true

  init(_ kind: Kind, _ moment: Moment, _ text: String) {
    self.kind = kind
    self.moment = moment
    self.text = text
  }

  /// Of the central directory.
  init(_ fault: ZipDirectory.Fault) {
    let text =
      switch fault {
      case .notZip, .notKept: Self.notZip
      case .commentLength: "zip: invalid comment length"
      case .end(let isEmpty): isEmpty ? "EOF" : "unexpected EOF"
      case .negativeOffset: "negative offset"
      }
    self.init(.notZip, .download, text)
  }

  static let notZip = "zip: not a valid zip file"

  /// What go prints after `go: `; nil where that is not certain. `cachePath`: of the zip file in the module cache, nil
  /// where that is not known.
  package func goText(cachePath: String?) -> String? {
    if !isFirst { return nil }
    return moment == .unzip ? cachePath.map { "unzip \($0): \(text)" } : text
  }
}
