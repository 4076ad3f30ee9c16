import GoRules

/// The files of a set of modules by their path in the GOPROXY protocol, made once.
struct ModuleTree: Sendable {
  /// A body with its content type.
  struct File: Sendable {
    var type: String
    var body: [UInt8]
  }

  private var files: [String: File] = [:]
  private let carriesSumdb: Bool
  private let database: LabDatabase?

  /// `carriesSumdb`: answers `/sumdb/<name>/supported` with 200. `database`: what it serves below `/sumdb/<name>` then,
  /// and as the database itself.
  init(modules: [LabModule], carriesSumdb: Bool, database: LabDatabase? = nil) {
    self.carriesSumdb = carriesSumdb
    self.database = database
    let text = "text/plain; charset=UTF-8"
    for module in modules {
      let root = "/\(module.escapedPath)/"
      let versions = modules.filter { $0.path == module.path }.map { $0.version + "\n" }
      let info = File(type: "application/json", body: Array(module.info.utf8))
      files[root + "@v/list"] = File(type: text, body: Array(versions.joined().utf8))
      files[root + "@latest"] = info
      files[root + "@v/\(module.version).info"] = info
      files[root + "@v/\(module.version).mod"] = File(type: text, body: Array(module.mod.utf8))
      files[root + "@v/\(module.version).zip"] = File(type: "application/zip", body: module.zip)
    }
  }

  /// The file at `path` (its `!` plain or, as go sends it, percent-encoded); nil where there is none.
  func file(at path: String) -> File? {
    let path = path.prefix { $0 != "?" }.replacing("%21", with: "!")
    if let database, let body = answer(of: database, at: path) {
      return File(type: "text/plain; charset=UTF-8", body: body)
    }
    if carriesSumdb, path.hasPrefix("/sumdb/"), path.hasSuffix("/supported") {
      return File(type: "text/plain; charset=UTF-8", body: [])
    }
    return files[path]
  }

  private func answer(of database: LabDatabase, at path: String) -> [UInt8]? {
    let base = "/sumdb/\(database.key.name)/"
    guard path.hasPrefix(base) else { return database.answer(path) }
    return carriesSumdb ? database.answer(String(path.dropFirst(base.utf8.count - 1))) : nil
  }
}
