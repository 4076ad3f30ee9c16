/// One version of a Go module that a mirror serves.
package struct LabModule: Sendable, Hashable {
  /// As in go.mod, for example `example.com/m1`.
  package var path: String
  /// For example `v1.0.0`.
  package var version: String
  /// Bytes of a file of zeros in the zip, to give downloads a length.
  package var padding: Int
  /// A package in a folder of this name; nil for none.
  package var folder: String?

  package init(_ path: String, _ version: String, padding: Int = 0, folder: String? = nil) {
    self.path = path
    self.version = version
    self.padding = padding
    self.folder = folder
  }

  /// What a mirror serves unless told otherwise: a stand-in for goproxytop's default canary, and a
  /// module whose name nobody else uses.
  package static let standard = [
    LabModule("golang.org/x/sync", "v0.10.0"), LabModule("example.com/m1", "v1.0.0"),
  ]

  /// The `.info` file.
  var info: String { #"{"Version":"\#(version)","Time":"2023-10-11T17:02:33Z"}"# }

  var mod: String { "module \(path)\n\ngo 1.18\n" }

  /// A zip that the go command accepts (golang.org/x/mod/zip): every name below `path@version/`.
  var zip: [UInt8] {
    var archive = StoredZip()
    let root = "\(path)@\(version)/"
    archive.add(root + "go.mod", Array(mod.utf8))
    archive.add(root + "\(packageName).go", Array("package \(packageName)\n".utf8))
    if let folder { archive.add(root + "\(folder)/x.go", Array("package x\n".utf8)) }
    if padding > 0 {
      archive.add(root + "testdata/zeros", [UInt8](repeating: 0, count: padding))
    }
    return archive.finished()
  }

  private var packageName: Substring { path.split(separator: "/").last ?? "main" }

  /// The module path as it stands in a URL: each upper-case letter as `!` and its lower-case form.
  var escapedPath: String {
    path.reduce(into: "") { $0 += $1.isUppercase ? "!" + $1.lowercased() : String($1) }
  }
}
