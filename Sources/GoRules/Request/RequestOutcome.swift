/// How one probe ended.
package enum RequestOutcome: Sendable, Hashable {
  /// 200, read to the end, and content that go accepts.
  case ok
  /// 404 or 410: alive, and lacks what was asked; go asks the next entry after `,` and `|` alike.
  case notFound(NotFound)
  /// Any other end; go asks the next entry only after `|`.
  case failure(RequestFailure)
  /// Connected, then silence past our own deadline, in `phase`: go has none and waits forever,
  /// whatever the separator.
  case hang(Phase)

  /// Served: the mirror answered as a mirror should, with or without the module.
  package var isAlive: Bool {
    switch self {
    case .ok, .notFound: true
    case .failure, .hang: false
    }
  }

  /// Nothing is known of what go would meet.
  package var isNotMeasured: Bool {
    switch self {
    case .failure(let failure): failure.cause.code == .notMeasured
    case .notFound(let found): found.disguise == .notCached
    case .ok, .hang: false
    }
  }

  /// It has no answer and no failure either: that could not be measured.
  package var isFailureNotMeasured: Bool { !isAlive && isNotMeasured }

  /// The mirror could not be connected to, or hung: every other request would meet the same.
  package var preventsConnection: Bool {
    switch self {
    case .ok, .notFound: false
    case .hang: true
    case .failure(let failure):
      failure.phase == .resolve || failure.phase == .connect || failure.phase == .tls
    }
  }
}

/// A 404 or 410, and whether it hides something worse.
package struct NotFound: Sendable, Hashable {
  /// 404 or 410.
  package var status: Int
  /// Why this is more than a plain "lacks it"; nil for a plain one.
  package var disguise: Disguise?

  package init(status: Int, disguise: Disguise? = nil) {
    self.status = status
    self.disguise = disguise
  }

  /// What a 404 may hide (golang/go#57185, #73403; goproxy's `bad upstream`).
  package enum Disguise: String, Sendable, Hashable, Codable {
    /// The text says that fetching upstream timed out.
    case fetchTimedOut = "fetch-timed-out"
    /// The text says that the proxy's upstream is broken.
    case badUpstream = "bad-upstream"
    /// The answer took over 5 s.
    case slow
    /// The proxy was asked not to fetch the module: go, which lets it, may get it.
    case notCached = "not-cached"

    /// What the text of the answer tells; nil for nothing.
    package init?(saying text: String) {
      let text = text.lowercased()
      if text.contains("timed out") {
        self = .fetchTimedOut
      } else if text.contains("bad upstream") {
        self = .badUpstream
      } else {
        return nil
      }
    }
  }
}

/// A failed probe: the phase in which it ended, and why.
package struct RequestFailure: Sendable, Hashable {
  package var phase: Phase
  package var cause: FailureCause

  package init(_ phase: Phase, _ cause: FailureCause) {
    self.phase = phase
    self.cause = cause
  }
}
