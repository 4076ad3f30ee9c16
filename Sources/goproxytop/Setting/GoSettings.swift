import CLinux
import Glibc
import GoRules

/// What the go command would read, and where it lies on this machine. Nothing is run for it.
struct GoSettings: Sendable {
  /// go's settings, put together as it does.
  let settings: GoEnvironment
  /// The file that go reads; nil where it reads none (GOENV=off, or no home).
  let envFile: String?
  /// The file that `go env -w` writes, or why there is none.
  let writtenFile: GoEnvLocation
  /// `$GOROOT/go.env`; nil where no go was found.
  let gorootFile: String?
  /// The go command; nil where PATH has none.
  let goCommand: String?
  /// `go1.27.3`: of that command, or of `$GOROOT`; nil where it is not known.
  let version: String?

  init(environment: [String: String]) {
    goCommand = Self.find("go", in: environment["PATH", default: ""])
    envFile = GoEnvLocation(variables: environment).path.map(Self.absolute)
    writtenFile =
      switch GoEnvLocation.forWriting(variables: environment) {
      case .file(let path): .file(Self.absolute(path))
      case let location: location
      }
    let root = Self.goroot(environment, command: goCommand)
    version = (root ?? goCommand.flatMap(Self.folder)).flatMap(Self.version)
    gorootFile = root.map { "\($0)/go.env" }
    let installation: GoEnvironment.Installation =
      if let gorootFile { Self.envFile(gorootFile).map { .file($0) } ?? .withoutFile } else {
        .none
      }
    var settings = GoEnvironment(
      variables: environment, userFile: envFile.flatMap(Self.envFile), installation: installation,
      release: root.flatMap { Self.release(of: $0) })
    settings.netrc = NetrcFile.path(environment: environment)
      .flatMap { try? TextFile.readBytes($0) }.map { NetrcFile($0) }
    settings.places = GoPlaces(settings, localToolchain: root.flatMap { Self.toolchain(of: $0) })
    self.settings = settings
  }

  /// The go that is installed there: `go1.27.3`; nil for one that is no release.
  private static func toolchain(of root: String) -> String? {
    version(of: root).flatMap { $0.hasPrefix("go1.") ? $0 : nil }
  }

  /// Its minor version.
  private static func release(of root: String) -> Int? {
    toolchain(of: root).flatMap { Int($0.dropFirst(4).prefix { $0.isASCII && $0.isNumber }) }
  }

  private static func version(of root: String) -> String? {
    guard let bytes = try? TextFile.readBytes("\(root)/VERSION") else { return nil }
    let text = String(decoding: bytes.prefix(32).prefix { $0 > 0x20 }, as: UTF8.self)
    return text.hasPrefix("go") ? ServerText(text).text : nil
  }

  /// In bytes: what stands behind is not read, and such a file not written.
  static let longestEnvFile = 16 << 20

  static func envFile(_ path: String) -> GoEnvFile? {
    (try? TextFile.readBytes(path, limit: longestEnvFile)).map(GoEnvFile.init)
  }

  private static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return "\(String(cString: folder))/\(path)"
  }

  /// `$GOROOT`, or the folder two above the go command that PATH finds, links followed.
  private static func goroot(_ environment: [String: String], command: String?) -> String? {
    if let root = environment["GOROOT"], !root.isEmpty { return root }
    guard let root = command.flatMap(folder) else { return nil }
    return TextFile.exists("\(root)/go.env") ? root : nil
  }

  /// The folder two above a command, links followed.
  private static func folder(of command: String) -> String? {
    guard let real = realpath(command, nil) else { return nil }
    defer { free(real) }
    let parts = String(cString: real).split(separator: "/").dropLast(2)
    return "/" + parts.joined(separator: "/")
  }

  static func find(_ name: String, in path: String) -> String? {
    for folder in path.split(separator: ":") where folder.hasPrefix("/") {
      let file = "\(folder)/\(name)"
      var status = stat()
      if stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, access(file, X_OK) == 0 {
        return file
      }
    }
    return nil
  }
}
