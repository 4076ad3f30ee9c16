import GoRules
import Health

/// What would help.
extension Diagnosis {
  func fix(_ finding: Finding) -> Fix? {
    if let own = finding.cause.command { return .command(own) }
    if finding.stopsGo, let cure = facts.snapshot.cure?.cure {
      let isExported = facts.snapshot.setting.source == .environment
      return .chain(cure.chain, isExported: isExported)
    }
    if finding.cause == .http2 { return .command("GODEBUG=http2client=0 go ...") }
    return finding.trouble.flatMap(pipe)
  }

  /// A run shows only where go stopped: nothing is known of who comes next.
  func isNextUntried(_ trouble: Trouble) -> Bool {
    guard trouble.stop == .comma || trouble.stop == .silence, let entry = trouble.entry,
      facts.asked[entry] != nil, let chain = facts.snapshot.chain,
      chain.entries.indices.contains(entry + 1)
    else { return false }
    return chain.entries[entry + 1].target != .off
  }

  /// With `|` where go stopped it would have asked the next.
  private func pipe(after trouble: Trouble) -> Fix? {
    guard trouble.stop == .comma, isNextUntried(trouble), let entry = trouble.entry,
      var chain = facts.snapshot.chain
    else { return nil }
    chain.entries[entry].separator = .pipe
    return .chain(chain, isExported: facts.snapshot.setting.source == .environment)
  }

  /// Whose remedy is to be told; nil where it says no more than the cause itself.
  func hint(_ finding: Finding) -> FailureCause? {
    switch finding.cause {
    case .failure(.status), .failure(.other): nil
    case .failure: finding.trouble?.failure?.cause
    case .deadNameServer, .hiddenName, .addressOfNowhere: FailureCause(.resolverFailed)
    case .incompleteChain: FailureCause(.intermediateMissing)
    default: nil
    }
  }
}

extension Cause {
  /// The one command that helps, whatever the chain.
  fileprivate var command: String? {
    switch self {
    case .intercepted: "SSL_CERT_FILE=corporate-and-public.pem go ..."
    case .clock: "sudo timedatectl set-ntp true"
    case .pathMTU: "sudo ip link set dev INTERFACE mtu 1280"
    default: nil
    }
  }
}
