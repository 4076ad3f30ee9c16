import Glibc
import GoRules
import Platform

extension VersionControlSettings {
  /// Read of a file of git's settings; real ones have a kilobyte.
  private static let fileLimit = 256 << 10

  /// With what this machine says of git: its command on PATH, its settings. `environment`: see `ProbePoolConfiguration`.
  init(_ environment: [String: String]) {
    let files = Self.files(environment).compactMap { path -> [UInt8]?? in
      guard let content = FileContent.read(path, limit: Self.fileLimit) else {
        // A file that is not there, or not for this user, git passes over.
        return [ENOENT, ENOTDIR, EACCES].contains(errno) ? .none : .some(nil)
      }
      return .some(content.count < Self.fileLimit ? content : nil)
    }
    self.init(
      variables: environment,
      git: GitSettings(
        isInstalled: Self.isOnPath("git", environment["PATH"] ?? ""), environment: environment,
        files: files))
  }

  /// An absolute folder of PATH has it (os/exec `LookPath`, which takes no others).
  private static func isOnPath(_ command: String, _ path: String) -> Bool {
    path.split(separator: ":").contains { folder in
      let file = "\(folder)/\(command)"
      var facts = stat()
      return folder.hasPrefix("/") && stat(file, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
        && access(file, X_OK) == 0
    }
  }

  /// The files that git reads outside of a repository (git-config(1), FILES).
  private static func files(_ environment: [String: String]) -> [String] {
    func value(_ key: String) -> String? {
      environment[key].flatMap { $0.isEmpty ? nil : $0 }
    }
    var files: [String] = []
    if ["", "0", "false", "no", "off"].contains(environment["GIT_CONFIG_NOSYSTEM"] ?? "") {
      files.append(environment["GIT_CONFIG_SYSTEM"] ?? "/etc/gitconfig")
    }
    if let own = environment["GIT_CONFIG_GLOBAL"] { return files + [own] }
    let home = value("HOME")
    if let folder = value("XDG_CONFIG_HOME") ?? home.map({ $0 + "/.config" }) {
      files.append(folder + "/git/config")
    }
    return files + [home.map { $0 + "/.gitconfig" }].compactMap { $0 }
  }
}
