import GoRules

/// What GOAUTH gives for https requests without running anything: the entries of a `.netrc`, unless it says otherwise.
struct Credentials: Sendable {
  private var cache = CredentialCache()
  /// go ends at its first https request, with this text after `go: `.
  private(set) var fatal: String?
  /// GOAUTH names a command, which go would run and we do not.
  private(set) var needsCommand = false

  init(environment: [String: String]) {
    let value = environment["GOAUTH"].flatMap { $0.isEmpty ? nil : $0 } ?? GoAuth.standard
    let auth = GoAuth(value)
    for step in auth.steps(after: nil) {
      switch step {
      case .readNetrc: cache.store(Self.netrc(environment))
      case .end(let text): fatal = fatal ?? text
      case .run: needsCommand = true
      case .checkFolder, .fail: break
      }
    }
    for case .git in auth.methods { needsCommand = true }
  }

  private static func netrc(_ environment: [String: String]) -> NetrcFile {
    let bytes = NetrcFile.path(environment: environment).flatMap {
      FileContent.read($0, limit: 1 << 20)
    }
    return NetrcFile(bytes ?? [])
  }

  /// The fields that go along with the request for `url` and with those to which it is redirected.
  func request(_ url: GoURL) -> RequestCredentials {
    RequestCredentials(Self.target(url), kept: cache.fields(for: url.written.utf8))
  }

  static func target(_ url: GoURL) -> RequestCredentials.Target {
    RequestCredentials.Target(
      isHTTPS: url.scheme == "https", authority: url.host, login: url.user, password: url.password)
  }
}
