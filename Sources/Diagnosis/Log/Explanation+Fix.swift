import GoRules
import Health

/// What would help.
extension Explanation {
  func fix(_ finding: Finding, _ failure: GoLog.Failure) -> Fix? {
    switch finding.cause {
    case .privateModule: return goprivate(failure).map { .command("go env -w GOPRIVATE=\($0)") }
    case .clock: return .command("sudo timedatectl set-ntp true")
    case .failure(.http2Stream), .failure(.http2GoAway), .failure(.http2Protocol):
      return .command("GODEBUG=http2client=0 go ...")
    case .failure(.nameNotFound):
      // `;` separates nothing in GOPROXY.
      let list = setting.value.replacing(";", with: ",")
      guard list != setting.value, let chain = try? Chain(parsing: list) else { break }
      return .chain(chain, isExported: setting.source == .environment)
    case .gitCredentials:
      return gitHost(failure).map {
        .command("git config --global url.ssh://git@\($0)/.insteadOf https://\($0)/")
      }
    default: break
    }
    if finding.trouble?.isOfStandardDatabase == true {
      return .command("go env -w GOSUMDB=sum.golang.google.cn")
    }
    return finding.trouble?.stop == .comma ? finding.trouble.flatMap(pipe) : nil
  }

  /// `|` in the place of the `,` at which go stopped; nil where that would not help, or would tell others of private modules.
  private func pipe(_ trouble: Trouble) -> Fix? {
    guard var chain, let entry = trouble.entry, let url = chain.entries[entry].url,
      !url.isPrivate, !trouble.isRefusal, !trouble.isForAll
    else { return nil }
    chain.entries[entry].separator = .pipe
    return .chain(chain, isExported: setting.source == .environment)
  }

  /// What has go leave a module to version control, with what is set already.
  private func goprivate(_ failure: GoLog.Failure) -> String? {
    guard let path = failure.modulePath else { return nil }
    let parts = path.split(separator: "/")
    guard parts.count > 1, parts.allSatisfy({ $0.isPlainName }) else { return nil }
    // Of a host for all, the owner's; else the whole host is somebody's own.
    let isShared = ["github.com", "gitlab.com", "bitbucket.org", "gitee.com", "codeberg.org"]
      .contains(String(parts[0]))
    let own = isShared ? parts.prefix(2).joined(separator: "/") : String(parts[0])
    return privatePatterns.isEmpty ? own : "'\(ServerText(privatePatterns).text),\(own)'"
  }

  /// Where git asks, by the module's path.
  private func gitHost(_ failure: GoLog.Failure) -> String? {
    guard let host = failure.modulePath?.split(separator: "/").first, host.isPlainName,
      host.contains(".")
    else { return nil }
    return String(host)
  }

  /// Back to the default.
  var takeBack: Fix {
    .command(setting.source == .environment ? "unset GOPROXY" : "go env -u GOPROXY")
  }
}

extension Trouble {
  /// sum.golang.org is not reached: go knows another name of it, which is reached from China.
  fileprivate var isOfStandardDatabase: Bool {
    name == ProxyURL.standardChecksumDatabase
      && has(.connectTimedOut, .reset, .tlsTimedOut, .closed, .hostUnreachable)
  }

  /// The others would meet the same.
  fileprivate var isForAll: Bool {
    has(
      .forwardProxy, .resolverTimedOut, .resolverUnreachable, .networkUnreachable,
      .noLocalResources, .notPermitted)
  }

  /// Somebody has decided so: asking elsewhere is not what is wanted.
  fileprivate var isRefusal: Bool {
    has(.status) && [401, 403, 407, 451].contains(failure?.cause.number)
  }
}

extension Substring {
  /// Nothing that a shell would read.
  fileprivate var isPlainName: Bool {
    utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-._~!".utf8.contains(byte)
    } && !contains("!")
  }
}
