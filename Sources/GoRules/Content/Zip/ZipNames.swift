/// What go demands of the names and sizes in a module's zip before it unpacks it (golang.org/x/mod/zip `checkZip`).
struct ZipNames {
  /// Of a module zip, packed or unpacked (`MaxZipFile`).
  static let sizeLimit = 500 << 20
  /// Of go.mod and of LICENSE (`MaxGoMod`, `MaxLICENSE`).
  static let fileLimit = 16 << 20

  private let prefix: [UInt8]
  /// What was found so far, by its folded path.
  private var known: [[UInt8]: Path] = [:]
  private var size = 0
  private var isTooLarge = false
  /// `path: text`, one line each.
  private var faults: [String] = []

  private struct Path {
    var path: ArraySlice<UInt8>
    var isFolder: Bool
  }

  /// `prefix`: `module@version/`.
  init(prefix: [UInt8]) { self.prefix = prefix }

  /// Every fault of every entry, in the directory's order; nil for none.
  static func fault(in directory: ZipDirectory, prefix: [UInt8]) -> ZipFault? {
    var names = ZipNames(prefix: prefix)
    for entry in directory.entries {
      if let text = names.fault(of: entry) { names.faults.append("\(entry.name.text): \(text)") }
    }
    if names.isTooLarge {
      return ZipFault(
        .tooLarge, .unzip,
        "total uncompressed size of module contents too large (max size is \(sizeLimit) bytes)")
    }
    if names.faults.isEmpty { return unwritable(directory, prefix) }
    return ZipFault(.names, .unzip, names.faults.joined(separator: "\n"))
  }

  /// The first file that Linux does not make, as an element of its path is longer than 255 bytes; or a folder where
  /// go.mod should be.
  private static func unwritable(_ directory: ZipDirectory, _ prefix: [UInt8]) -> ZipFault? {
    for entry in directory.entries where !entry.isFolder {
      let name = entry.name.dropFirst(prefix.count)
      let elements = name.split(separator: UInt8(ascii: "/"))
      guard let long = elements.first(where: { $0.count > 255 }) else { continue }
      let path = name[..<long.endIndex].text
      return ZipFault(
        .names, .unzip, "file name too long",
        call: long.endIndex == name.endIndex ? .open(path) : .mkdir(path))
    }
    // Folders are made for files alone.
    let start = prefix + "go.mod/".utf8
    guard directory.entries.contains(where: { !$0.isFolder && $0.name.hasPrefix(start) }) else {
      return nil
    }
    return ZipFault(.names, .unzip, "is a directory", call: .read("go.mod"))
  }

  private mutating func fault(of entry: ZipDirectory.Entry) -> String? {
    guard entry.name.hasPrefix(prefix) else {
      return "path does not have prefix \(GoText.quoted(prefix[...]))"
    }
    var name = entry.name.dropFirst(prefix.count)
    if name.isEmpty { return nil }
    if entry.isFolder { name = name.dropLast() }
    if !Self.isClean(name) { return "file path is not clean" }
    if let fault = ModulePath.fileFault(name) {
      return "malformed file path \(GoText.quoted(name)): \(fault)"
    }
    if let fault = collision(name, isFolder: entry.isFolder) { return fault }
    if entry.isFolder { return nil }
    if let fault = placeFault(of: name) { return fault }
    return sizeFault(of: name, Int(truncatingIfNeeded: entry.uncompressedSize))
  }

  private func placeFault(of name: ArraySlice<UInt8>) -> String? {
    let base = name.split(separator: UInt8(ascii: "/")).last ?? name
    guard CaseFolding.folded(base).elementsEqual("go.mod".utf8) else { return nil }
    if base.count != name.count { return "go.mod file not in module root directory" }
    return name.elementsEqual("go.mod".utf8) ? nil : "go.mod files must have lowercase names"
  }

  private mutating func sizeFault(of name: ArraySlice<UInt8>, _ count: Int) -> String? {
    if count >= 0, Self.sizeLimit - size >= count {
      size += count
    } else {
      isTooLarge = true
    }
    guard count > Self.fileLimit else { return nil }
    for limited in ["go.mod", "LICENSE"] where name.elementsEqual(limited.utf8) {
      return "\(limited) file too large (max size is \(Self.fileLimit) bytes)"
    }
    return nil
  }

  /// `collisionChecker.check`, for the path and the folders above it.
  private mutating func collision(_ path: ArraySlice<UInt8>, isFolder: Bool) -> String? {
    var path = path
    var isFolder = isFolder
    while true {
      let key = CaseFolding.folded(path)
      if let other = known[key] {
        if !other.path.elementsEqual(path) {
          return "case-insensitive file name collision: \(GoText.quoted(other.path)) and "
            + GoText.quoted(path)
        }
        if other.isFolder != isFolder {
          return "entry \(GoText.quoted(path)) is both a file and a directory"
        }
        if !isFolder { return "multiple entries for file \(GoText.quoted(path))" }
      } else {
        known[key] = Path(path: path, isFolder: isFolder)
      }
      guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return nil }
      path = path[..<slash]
      isFolder = true
    }
  }

  /// Whether `path.Clean` would leave it as it is.
  private static func isClean(_ path: ArraySlice<UInt8>) -> Bool {
    // What Clean makes of nothing is a dot.
    if path.isEmpty { return false }
    if path.elementsEqual(".".utf8) || path.elementsEqual("/".utf8) { return true }
    let isAbsolute = path.first == UInt8(ascii: "/")
    let elements = (isAbsolute ? path.dropFirst() : path)
      .split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    var mayGoUp = !isAbsolute
    for element in elements {
      if element.isEmpty || element.elementsEqual(".".utf8) { return false }
      let goesUp = element.elementsEqual("..".utf8)
      if goesUp, !mayGoUp { return false }
      mayGoUp = goesUp
    }
    return true
  }
}
