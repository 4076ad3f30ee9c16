import GoRules
import Health

extension Chain.Entry {
  /// The word of JSON.
  var kind: String {
    switch target {
    case .proxy: "proxy"
    case .direct: "direct"
    case .off: "off"
    case .noproxy: "noproxy"
    }
  }
}

extension RequestOutcome {
  /// The word of JSON.
  var word: String {
    switch self {
    case .ok: "ok"
    case .notFound: "not_found"
    case .failure: "failure"
    case .hang: "hang"
    }
  }

  /// Where it ended; nil for an answer.
  var phase: Phase? {
    switch self {
    case .ok, .notFound: nil
    case .failure(let failure): failure.phase
    case .hang(let phase): phase
    }
  }

  /// Why; nil for plain success and a plain 404.
  var causeText: String? {
    switch self {
    case .ok: nil
    case .notFound(let notFound): notFound.disguise?.rawValue
    case .failure(let failure): failure.cause.text
    case .hang: "no answer; go has no timeout"
    }
  }
}

extension Duration {
  /// Milliseconds to the microsecond, as JSON shows them.
  var roundedMilliseconds: Double { (milliseconds * 1000).rounded() / 1000 }
}
