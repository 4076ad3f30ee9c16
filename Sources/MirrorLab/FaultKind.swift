/// The faults that the demo plays by name: each that a mirror can have, with values that show it well.
package enum FaultKind: String, Sendable, Hashable, CaseIterable {
  // The connection
  case refused
  case silentPort = "silent-port"
  case tlsAlert = "tls-alert"
  case tlsStall = "tls-stall"
  case expired = "cert-expired"
  case notYetValid = "cert-not-yet-valid"
  case untrusted = "cert-untrusted"
  case incompleteChain = "cert-incomplete"
  case wrongHost = "cert-wrong-host"
  case commonNameOnly = "cert-common-name"
  case certificateEscapes = "cert-escapes"
  case plainHTTP = "plain-http"
  case http1Only = "http1-only"
  case noALPN = "no-alpn"
  case x448Only = "x448-only"
  case ccmOnly = "ccm-only"
  case silentHTTP2 = "h2-silent"
  case noResumption = "no-resumption"
  case resetAfterHandshake = "reset-after-handshake"
  case idleClosed = "idle-closed"
  case idleForgotten = "idle-forgotten"

  // The answer
  case http401 = "http-401"
  case http403 = "http-403"
  case http404 = "http-404"
  case http410 = "http-410"
  case http429 = "http-429"
  case http500 = "http-500"
  case http502 = "http-502"
  case http503 = "http-503"
  case http504 = "http-504"
  case notCached = "not-cached"
  case silence
  case slow
  case slowBody = "slow-body"
  case stalledBody = "stalled-body"
  case truncatedBody = "truncated-body"
  case closed
  case reset
  case streamReset = "stream-reset"
  case streamResetInBody = "stream-reset-body"
  case zipReset = "zip-reset"
  case goAway = "goaway"
  case goAwayAndAnswer = "goaway-answer"
  case redirectToHTTP = "redirect-http"
  case redirectLoop = "redirect-loop"
  case redirectNowhere = "redirect-nowhere"
  case badJSON = "bad-json"
  case wrongVersion = "wrong-version"
  case emptyBody = "empty-body"
  case htmlPage = "html-page"
  case garbage
  case hugeHeaders = "huge-headers"
  case longHeader = "long-header"
  case endlessBody = "endless-body"
  case endlessFrames = "endless-frames"
  case gzipBomb = "gzip-bomb"
  case escapes
  case notHTTP = "not-http"
}

extension FaultKind {
  package var fault: Fault {
    switch self {
    case .refused: .refused
    case .silentPort: .acceptAndSilence
    case .tlsAlert: .tlsAlert(40)
    case .tlsStall: .tlsStall
    case .expired: .certificate(.expired)
    case .notYetValid: .certificate(.notYetValid)
    case .untrusted: .certificate(.untrusted)
    case .incompleteChain: .certificate(.incompleteChain)
    case .wrongHost: .certificate(.wrongHost)
    case .commonNameOnly: .certificate(.commonNameOnly)
    case .certificateEscapes: .certificate(.controlCharacters)
    case .plainHTTP: .plainHTTP
    case .http1Only: .http1Only
    case .noALPN: .noALPN
    case .x448Only: .onlyGroup("X448")
    case .ccmOnly: .onlyCipherSuite("ECDHE-ECDSA-AES128-CCM")
    case .silentHTTP2: .http2WithoutSettings
    case .noResumption: .tickets(0)
    case .resetAfterHandshake: .resetAfterHandshake
    case .idleClosed: .idleDrop(after: .milliseconds(500), .closed)
    case .idleForgotten: .idleDrop(after: .milliseconds(500), .forgotten)
    case .http401: .answer(.wantsCredentials("user:password"))
    case .http403: .status(403, "forbidden")
    case .http404: .status(404, "not found")
    case .http410: .status(410, "gone")
    case .http429: .status(429, "too many requests")
    case .http500: .status(500, "internal error")
    case .http502: .status(502, "upstream unavailable")
    case .http503: .status(503, "no workers available")
    case .http504: .status(504, "upstream timed out")
    default: .answer(answer ?? .silence, only: self == .zipReset ? .zip : nil)
    }
  }

  /// nil for a fault that is told otherwise.
  private var answer: AnswerFault? {
    switch self {
    case .notCached: .notCached
    case .silence: .silence
    case .slow: .slowHeaders(.milliseconds(1500))
    case .slowBody: .slowBody(.milliseconds(1500))
    case .stalledBody: .stalledBody
    case .truncatedBody: .truncatedBody
    case .closed: .closed
    case .reset: .reset
    case .streamReset: .streamReset(code: 2, inBody: false)
    case .streamResetInBody, .zipReset: .streamReset(code: 2, inBody: true)
    case .goAway: .goAway()
    case .goAwayAndAnswer: .goAwayAndAnswer
    case .redirectToHTTP: .redirect(302, to: "http://edge.example")
    case .redirectLoop: .redirectLoop
    case .redirectNowhere: .redirectWithoutLocation
    case .badJSON: .badJSON
    case .wrongVersion: .wrongVersion
    case .emptyBody: .emptyBody
    case .htmlPage: .htmlPage
    case .garbage: .garbageBody
    case .hugeHeaders: .hugeHeaders
    case .longHeader: .longHeader
    case .endlessBody: .endlessBody
    case .endlessFrames: .endlessFrames
    case .gzipBomb: .gzipBomb
    case .escapes: .controlCharacters
    case .notHTTP: .notHTTP
    default: nil
    }
  }
}

extension Story {
  /// Two minutes on the same mirrors: the first of the chain is well at first, has this fault, and recovers.
  package static func playing(_ kind: FaultKind) -> Story {
    let host = standard.actors[0].host
    var story = standard
    story.steps = [
      Step(at: .seconds(8), host: host, fault: kind.fault, turn: .faultBegins, kind: kind),
      Step(at: .seconds(90), host: host, fault: .none, turn: .faultEnds, kind: kind),
    ]
    story.length = .seconds(120)
    return story
  }
}
