import CLinux
import Glibc
import GoRules

extension GoPlaces {
  /// What lies on this machine where a go with `settings` looks first. `localToolchain`: the installed go.
  init(_ settings: GoEnvironment, localToolchain: String?) {
    self.init()
    self.localToolchain = localToolchain
    var settings = settings
    settings.places.localToolchain = localToolchain
    let variables = settings.effectiveVariables
    let cache = ModuleCache(variables: variables)
    let root = settings["GOROOT"]
    if !root.isEmpty { self.root = Self.look(at: root) }
    self.cache = cache.map { Self.lookForRoom(at: $0.folder) } ?? .nothing
    if let path = settings.workspace, path.hasPrefix("/") { workspace = Self.lookInto(path) }
    if let name = settings.otherToolchain {
      let command = cache?.goCommand(ofToolchain: name, on: Self.platform)
      hasToolchain =
        GoSettings.find(name, in: variables["PATH", default: ""]) != nil
        || command.map { TextFile.exists($0) } == true
    }
  }

  /// As go names it.
  static var platform: String {
    #if arch(arm64)
      "linux-arm64"
    #else
      "linux-amd64"
    #endif
  }

  private static func look(at path: String) -> Finding {
    var facts = stat()
    if stat(path, &facts) == 0 { return facts.st_mode & S_IFMT == S_IFDIR ? .folder : .file }
    return errno == ENOENT ? .nothing : .unusable("stat \(path): \(reason(errno))")
  }

  /// Where nothing lies, a folder has to be made.
  private static func lookForRoom(at path: String) -> Finding {
    let found = look(at: path)
    guard found == .nothing else { return found }
    var path = path[...]
    while let slash = path.lastIndex(of: "/") {
      let parent = slash == path.startIndex ? "/" : String(path[..<slash])
      switch look(at: parent) {
      case .nothing: path = path[..<slash]
      case .file, .unusable: return found
      case .folder:
        if access(parent, W_OK | X_OK) == 0 { return found }
        return .unusable("mkdir \(path): \(reason(errno))")
      }
    }
    return found
  }

  private static func lookInto(_ path: String) -> Finding {
    let found = look(at: path)
    guard found == .file, access(path, R_OK) != 0 else {
      if case .unusable(let text) = found { return .unusable("open" + text.dropFirst(4)) }
      return found
    }
    return .unusable("open \(path): \(reason(errno))")
  }

  /// In go's words, which are those of C in lower case.
  private static func reason(_ code: Int32) -> String {
    String(cString: strerror(code)).lowercased()
  }
}
