import CLinux
import Glibc
import GoRules
import Text

/// What go may need of the modules in go.sum, and what of that the module cache has.
struct ModuleInventory: Sendable {
  /// Something of a version of a module that is needed.
  struct Need: Sendable, Hashable {
    enum State: String, Sendable { case present, missing, altered }

    var module: ModuleVersion
    /// `.mod` or `.zip`.
    var kind: RequestKind
    var state: State
  }

  /// The go.sum files that were read, and a go.work.sum.
  let files: [String]
  /// The folder of the module or workspace.
  let root: String
  let cache: ModuleCache
  /// In the order of the files.
  let needs: [Need]
  /// Requirements of go.mod that go.sum does not list: go refuses a build that has them. None of a workspace.
  let unlisted: [ModuleVersion]
  /// go builds from the folder `vendor`, and needs nothing of go.sum.
  let isVendored: Bool

  var missing: [Need] { needs.filter { $0.state == .missing } }
  var altered: [Need] { needs.filter { $0.state == .altered } }

  /// Looks as go would that is started in `folder`.
  init(in folder: String, _ go: GoSettings) throws(UsageError) {
    guard let cache = ModuleCache(variables: go.settings.effectiveVariables) else {
      throw UsageError("offline: module cache not found: neither GOMODCACHE nor GOPATH is set")
    }
    guard let folder = Self.resolved(folder) else {
      throw UsageError("offline: \(folder): \(String(cString: strerror(errno)))")
    }
    let workspace = Self.workspace(go.settings, above: folder)
    guard let main = workspace ?? Self.file("go.mod", above: folder) else {
      throw UsageError("offline: \(folder): neither go.mod nor go.work here or above")
    }
    let root = Self.folder(of: main)
    var (sums, files) = (GoSumFile(), [String]())
    let mod = workspace == nil ? Self.modFile(main, from: folder, go.settings) : main
    let text = String(decoding: try Self.content(mod), as: UTF8.self)
    let candidates =
      try workspace.map { path throws(UsageError) in
        try Self.uses(of: path, text).map { "\($0)/go.sum" } + [path + ".sum"]
      } ?? [(mod.hasSuffix(".mod") ? String(mod.dropLast(4)) : mod) + ".sum"]
    for path in candidates where TextFile.exists(path) {
      let bytes = try Self.content(path)
      do throws(GoSumFile.MalformedLine) {
        try sums.read(bytes, name: path)
      } catch {
        throw UsageError("offline: \(error.text)")
      }
      files.append(path)
    }
    self.files = files
    self.root = root
    self.cache = cache
    isVendored = Self.isVendored(
      root, workspace == nil ? GoModFile(text).goVersion : GoWorkFile(text).goVersion,
      inWorkspace: workspace != nil, go.settings)
    let entries = isVendored ? [] : sums.entries
    needs =
      [Self.toolchain(wantedBy: text, go, cache)].compactMap(\.self)
      + entries.flatMap { Self.needs(of: $0, in: cache) }
    let listed = Set(sums.entries.map(\.module))
    unlisted =
      isVendored || workspace != nil
      ? [] : GoModFile(text).requirements.filter { !listed.contains($0) }
  }

  // MARK: - Which files

  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func folder(of path: String) -> String {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    return folder.isEmpty ? "/" : folder
  }

  private static func isFile(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT != S_IFDIR
  }

  /// The next file of that name on the way up.
  private static func file(_ name: String, above folder: String) -> String? {
    var folder = folder == "/" ? "" : folder
    while true {
      let path = "\(folder)/\(name)"
      if isFile(path) { return path }
      guard let slash = folder.lastIndex(of: "/") else { return nil }
      folder = String(folder[..<slash])
    }
  }

  /// cmd/go/internal/modload `FindGoWork`.
  private static func workspace(_ settings: GoEnvironment, above folder: String) -> String? {
    if settings["GOWORK"] == "off" { return nil }
    return settings.workspace ?? file("go.work", above: folder)
  }

  private static func uses(
    of workspace: String, _ text: String
  ) throws(UsageError) -> [String] {
    try GoWorkFile(text).uses.map { written throws(UsageError) in
      let place = absolute(written, in: folder(of: workspace))
      if isFile(place + "/go.mod") { return place }
      throw UsageError(
        "offline: cannot load module \(written) listed in go.work file: open \(place)/go.mod: "
          + "no such file or directory")
    }
  }

  private static func absolute(_ path: String, in folder: String) -> String {
    path.hasPrefix("/") ? path : "\(folder == "/" ? "" : folder)/\(path)"
  }

  /// The go.mod at `path`, or what is read in its place (`-modfile`), of which a relative path counts from `folder`.
  private static func modFile(
    _ path: String, from folder: String, _ settings: GoEnvironment
  ) -> String {
    settings.flag("modfile").map { absolute($0, in: folder) } ?? path
  }

  /// modload/init.go `setDefaultBuildMod`.
  private static func isVendored(
    _ root: String, _ version: GoVersion?, inWorkspace: Bool, _ settings: GoEnvironment
  ) -> Bool {
    guard let bytes = try? TextFile.readBytes("\(root)/vendor/modules.txt", limit: longest)
    else { return false }
    if let mode = settings.flag("mod") { return mode == "vendor" }
    guard let version, version >= .firstToVendor else { return false }
    let line = String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
    let notes = line.hasPrefix("## ") ? line.dropFirst(3).split(separator: ";") : []
    return notes.contains { Redaction.trimmed(String($0)) == "workspace" } == inWorkspace
  }

  /// In bytes: the largest known go.sum has some 200 kB.
  private static let longest = 32 << 20

  private static func content(_ path: String) throws(UsageError) -> [UInt8] {
    do {
      let bytes = try TextFile.readBytes(path, limit: longest + 1)
      guard bytes.count <= longest else { throw UsageError("offline: \(path): longer than 32 MiB") }
      return bytes
    } catch let failure as TextFile.Failure {
      throw UsageError("offline: \(failure.message)")
    } catch let error as UsageError {
      throw error
    } catch {
      throw UsageError("offline: \(path): \(error)")
    }
  }

  // MARK: - What is there

  /// Another go that is needed first; nil where the installed one will do.
  private static func toolchain(
    wantedBy text: String, _ go: GoSettings, _ cache: ModuleCache
  ) -> Need? {
    guard let name = go.settings.toolchain(wantedBy: text) ?? go.settings.missingToolchain else {
      return nil
    }
    let platform = GoPlaces.platform
    let isThere =
      TextFile.exists(cache.goCommand(ofToolchain: name, on: platform))
      || GoSettings.find(name, in: go.settings.variables["PATH", default: ""]) != nil
    return Need(
      module: ModuleVersion(
        module: "golang.org/toolchain", version: "v0.0.1-\(name).\(platform)"),
      kind: .zip, state: isThere ? .present : .missing)
  }

  private static func needs(of entry: GoSumFile.Entry, in cache: ModuleCache) -> [Need] {
    let place = cache.place(of: entry.module)
    var needs: [Need] = []
    if !entry.modSums.isEmpty {
      let state = stateOfMod(String(place.zip.dropLast(3)) + "mod", entry.modSums)
      needs.append(Need(module: entry.module, kind: .mod, state: state))
    }
    if !entry.zipSums.isEmpty {
      needs.append(Need(module: entry.module, kind: .zip, state: stateOfZip(place, entry.zipSums)))
    }
    return needs
  }

  /// modfetch/cache.go `readDiskGoMod`.
  private static func stateOfMod(_ path: String, _ sums: Set<ModuleSum>) -> Need.State {
    guard let bytes = try? TextFile.readBytes(path, limit: longest),
      !bytes.starts(with: "//vgo 0.0.".utf8)
    else { return .missing }
    return sums.contains(ModuleSum(ofMod: bytes)) ? .present : .altered
  }

  /// modfetch/cache.go `DownloadDir`, fetch.go `DownloadZip`: the unpacked folder will do, and so does the zip. go trusts the
  /// sum beside it, and so do we: `go mod verify` reads all of it.
  private static func stateOfZip(_ place: ModuleCache.Place, _ sums: Set<ModuleSum>) -> Need.State {
    let stem = String(place.zip.dropLast(3))
    let words = (try? TextFile.readBytes(stem + "ziphash", limit: 4096)).map {
      String(decoding: $0.filter { $0 > 0x20 }, as: UTF8.self)
    }
    // One that is empty, as after a crash, is made anew from the zip.
    let sum = words.flatMap { $0.isEmpty ? nil : ModuleSum($0) }
    let isUnpacked =
      sum != nil && TextFile.exists(place.folder) && !TextFile.exists(stem + "partial")
    guard isUnpacked || TextFile.exists(place.zip) else { return .missing }
    return sum.map { sums.contains($0) } == false ? .altered : .present
  }
}
