/// The module that both programs are asked for.
enum Module {
  static let path = "example.com/m"
  static let version = "v1.0.0"
  static let root = "\(path)@\(version)/"

  /// The requests of `go mod download`, in order.
  static let kinds = ["info", "mod", "zip"]

  /// Where a file of the module is asked for: `info`, `mod` or `zip`.
  static func requestPath(_ kind: String) -> String { "/\(path)/@v/\(version).\(kind)" }

  static let info = Array(#"{"Version":"v1.0.0","Time":"2023-10-11T17:02:33Z"}"#.utf8)
  static let mod = Array("module example.com/m\n\ngo 1.18\n".utf8)
  static let zip = ZipWriter.archive([
    ZipWriter.Member(root + "go.mod", mod),
    ZipWriter.Member(root + "m.go", Array("package m\n".utf8)),
  ])

  /// The sound body of `info`, `mod` or `zip`.
  static func body(_ kind: String) -> [UInt8] { kind == "info" ? info : kind == "mod" ? mod : zip }

  /// What a sound proxy answers to a path; nil for 404.
  static func file(at path: String) -> [UInt8]? {
    if path == "/\(Self.path)/@v/list" { return Array((version + "\n").utf8) }
    return kinds.first { path == requestPath($0) }.map(body)
  }
}
