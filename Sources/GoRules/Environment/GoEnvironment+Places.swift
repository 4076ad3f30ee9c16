/// Folders and files that go needs before it asks anybody.
extension GoEnvironment {
  /// cmd/go/main.go `main`.
  var refusalOfRoot: String? {
    guard let root = places.root, root != .folder else { return nil }
    return "cannot find GOROOT directory: \(self["GOROOT"])"
  }

  /// cmd/go/main.go `main`: every folder of the list counts.
  var refusalOfPath: String? {
    for folder in self["GOPATH"].split(separator: ":") {
      if folder.hasPrefix("~") {
        return "GOPATH entry cannot start with shell metacharacter '~': \(goQuoted(String(folder)))"
      }
      if !folder.hasPrefix("/") {
        return "GOPATH entry is relative; must be absolute path: \(goQuoted(String(folder))).\n"
          + "For more details see: 'go help gopath'"
      }
    }
    return nil
  }

  /// The file of GOWORK; nil where go looks for one itself or wants none.
  package var workspace: String? {
    let value = self["GOWORK"]
    return ["", "auto", "off"].contains(value) ? nil : value
  }

  /// cmd/go/internal/modload/init.go `FindGoWork`, `ReadWorkFile`. What the file says is not looked at.
  var refusalOfWorkspace: String? {
    guard let workspace else { return nil }
    if !workspace.hasPrefix("/") { return "invalid GOWORK: not an absolute path" }
    switch places.workspace {
    case .file, nil: return nil
    case .folder: return "reading go.work: read \(workspace): is a directory"
    case .nothing: return "reading go.work: open \(workspace): no such file or directory"
    case .unusable(let text): return "reading go.work: \(text)"
    }
  }

  /// cmd/go/internal/modfetch/cache.go `checkCacheDir`.
  var refusalOfCache: String? {
    // Nobody looked: these are not the settings of a machine.
    guard let cache = places.cache else { return nil }
    let folder = ModuleCache.folder(variables: effectiveVariables)
    if folder.isEmpty { return "module cache not found: neither GOMODCACHE nor GOPATH is set" }
    if !folder.hasPrefix("/") {
      return "GOMODCACHE entry is relative; must be absolute path: \(goQuoted(folder))."
    }
    switch cache {
    case .folder, .nothing: return nil
    case .file: return "could not create module cache: \(goQuoted(folder)) is not a directory"
    case .unusable(let text): return "could not create module cache: \(text)"
    }
  }
}
