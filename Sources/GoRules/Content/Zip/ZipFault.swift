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

  /// A call of the system that fails; its name and the path stand before the text.
  package enum Call: Sendable, Hashable {
    /// Of the zip file.
    case readat
    /// Of a file in the module's folder, or a folder there.
    case open(String), mkdir(String)
    /// Once all is unpacked (modfetch/fetch.go `Download`).
    case read(String)
  }

  package let kind: Kind
  package let moment: Moment
  /// After the moment's prefix, and the call's.
  package let text: String
  package let call: Call?
  /// Another fault may come before this one to go: it refuses the zip for certain, in words that are not certain.
  package internal(set) var isFirst = true

  init(_ kind: Kind, _ moment: Moment, _ text: String, call: Call? = nil) {
    self.kind = kind
    self.moment = moment
    self.text = text
    self.call = call
  }

  /// Of the central directory.
  init(_ fault: ZipDirectory.Fault) {
    let text =
      switch fault {
      case .notZip, .notKept: Self.notZip
      case .commentLength: "zip: invalid comment length"
      case .end(let isEmpty): isEmpty ? "EOF" : "unexpected EOF"
      case .negativeOffset: Self.negativeOffset
      }
    self.init(.notZip, .download, text, call: fault == .negativeOffset ? .readat : nil)
  }

  static let notZip = "zip: not a valid zip file"
  static let negativeOffset = "negative offset"

  /// What go prints after `go: `; nil where that is not certain. `place`: in the module cache, nil where that is not
  /// known.
  package func goText(place: ModuleCache.Place?) -> String? {
    if !isFirst { return nil }
    if moment != .unzip, call == nil { return text }
    guard let place else { return nil }
    let path = "unzip \(place.zip): "
    return switch call {
    // A random number takes the place of the asterisk (`tempFile`).
    case .readat: "readat \(place.zip)*.tmp: \(text)"
    case .open(let name): "\(path)open \(place.folder)/\(name): \(text)"
    case .mkdir(let name): "\(path)mkdir \(place.folder)/\(name): \(text)"
    case .read(let name): "read \(place.folder)/\(name): \(text)"
    case nil: path + text
    }
  }
}
