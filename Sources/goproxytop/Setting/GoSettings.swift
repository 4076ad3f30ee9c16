import CLinux
import Glibc
import ProxyHealth

/// What the go command would read: its variables from the environment, the user's env file and `$GOROOT/go.env`
/// (cmd/go/internal/cfg, `Getenv`). Nothing is run for it.
struct GoSettings: Sendable {
  private let environment: [String: String]
  /// The file that `go env -w` writes; nil where go has none (GOENV=off, or no home).
  let envFile: String?
  /// `$GOROOT/go.env`; nil where no go was found.
  let gorootFile: String?
  /// The go command; nil where PATH has none.
  let goCommand: String?
  private let userValues: [String: String]
  private let gorootValues: [String: String]

  /// The value of GOPROXY in go's own distribution, where no go is found that would say.
  static let standard = "https://proxy.golang.org,direct"

  init(environment: [String: String]) {
    self.environment = environment
    goCommand = Self.find("go", in: environment["PATH", default: ""])
    envFile = Self.envFile(environment)
    gorootFile = Self.goroot(environment, command: goCommand).map { "\($0)/go.env" }
    userValues = envFile.map(Self.read) ?? [:]
    gorootValues = gorootFile.map(Self.read) ?? [:]
  }

  /// GOPROXY, and where it comes from.
  var setting: GoproxySetting {
    if let value = environment["GOPROXY"], !value.isEmpty {
      return GoproxySetting(value: value, source: .environment)
    }
    // A key that is there without a value counts too.
    if let value = userValues["GOPROXY"] {
      return GoproxySetting(value: value, source: .goEnvFile)
    }
    if let value = gorootValues["GOPROXY"] {
      return GoproxySetting(value: value, source: .gorootGoEnv)
    }
    return GoproxySetting(value: gorootFile == nil ? Self.standard : "", source: .default)
  }

  /// The value of any other variable; empty where it is not set.
  func value(_ name: String) -> String {
    if let value = environment[name], !value.isEmpty { return value }
    return userValues[name] ?? gorootValues[name] ?? ""
  }

  /// The chain of `setting`; GOPRIVATE stands for GONOPROXY where that is not set.
  func chain(of setting: GoproxySetting) throws(ChainError) -> Chain {
    let noproxy = value("GONOPROXY")
    return try Chain(
      parsing: setting.value, noproxy: noproxy.isEmpty ? value("GOPRIVATE") : noproxy)
  }

  /// The name of the checksum database; nil where GOSUMDB is off.
  var checksumDatabase: String? {
    let value = value("GOSUMDB")
    if value == "off" { return nil }
    let name = value.prefix { $0 != " " && $0 != "+" }
    return name.isEmpty ? ProxyURL.standardChecksumDatabase : String(name)
  }

  /// os.UserConfigDir and cfg.EnvFile.
  private static func envFile(_ environment: [String: String]) -> String? {
    if let path = environment["GOENV"], !path.isEmpty {
      if path == "off" { return nil }
      return path.hasPrefix("/") ? path : "\(currentFolder())/\(path)"
    }
    if let folder = environment["XDG_CONFIG_HOME"], !folder.isEmpty {
      return folder.hasPrefix("/") ? "\(folder)/go/env" : nil
    }
    guard let home = environment["HOME"], !home.isEmpty else { return nil }
    return "\(home)/.config/go/env"
  }

  /// `$GOROOT`, or the folder two above the go command that PATH finds, links followed.
  private static func goroot(_ environment: [String: String], command: String?) -> String? {
    if let root = environment["GOROOT"], !root.isEmpty { return root }
    guard let command, let real = realpath(command, nil) else { return nil }
    defer { free(real) }
    let parts = String(cString: real).split(separator: "/").dropLast(2)
    let root = "/" + parts.joined(separator: "/")
    return TextFile.exists("\(root)/go.env") ? root : nil
  }

  private static func find(_ name: String, in path: String) -> String? {
    for folder in path.split(separator: ":") where folder.hasPrefix("/") {
      let file = "\(folder)/\(name)"
      var status = stat()
      if stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, access(file, X_OK) == 0 {
        return file
      }
    }
    return nil
  }

  private static func currentFolder() -> String {
    guard let folder = getcwd(nil, 0) else { return "" }
    defer { free(folder) }
    return String(cString: folder)
  }

  /// cfg.readEnvFile: a line counts if it begins with A to Z and has `=`; everything behind that is the
  /// value, and the last line of a key wins. A file that cannot be read is empty.
  private static func read(_ path: String) -> [String: String] {
    guard let text = try? TextFile.read(path) else { return [:] }
    var values: [String: String] = [:]
    for line in text.unicodeScalars.split(separator: "\n") {
      guard let first = line.first, ("A"..."Z").contains(first),
        let equals = line.firstIndex(of: "=")
      else { continue }
      values[String(line[..<equals])] = String(line[line.index(after: equals)...])
    }
    return values
  }
}
