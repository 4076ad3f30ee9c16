import GoRules

/// What go's own words show.
extension Cause {
  /// One cause of a failed request, and when the log shows it; what none shows keeps the cause with which it failed.
  struct LogRow: Sendable {
    let cause: Cause
    let side: Side
    let confidence: Confidence
    let fits: @Sendable (Trouble, GoLog.Failure) -> Bool

    init(
      _ cause: Cause, _ side: Side, _ confidence: Confidence,
      where fits: @escaping @Sendable (Trouble, GoLog.Failure) -> Bool
    ) {
      self.cause = cause
      self.side = side
      self.confidence = confidence
      self.fits = fits
    }
  }

  /// The first that fits counts.
  static let logRows: [LogRow] = [
    LogRow(.addressOfNowhere, .path, .medium) { trouble, failure in
      trouble.has(.refused) && failure.addressOfNowhere != nil
    },
    LogRow(.disguisedFailure, .mirror, .high) { trouble, _ in
      if case .notFound(let found) = trouble.outcome { found.disguise != nil } else { false }
    },
    // A proxy has no credentials of the user's: it cannot read what is private, and is told the same of what does not exist.
    LogRow(.privateModule, .you, .medium) { trouble, failure in
      (trouble.isLack || trouble.has(.status)) && failure.answer?.isOfGit == true
    },
    LogRow(.privateModule, .you, .medium) { trouble, _ in
      trouble.isLack && trouble.question.kind == .sumdb
    },
    LogRow(.versionMissing, .you, .high) { trouble, failure in
      trouble.isLack && failure.answer?.deniesRevision == true
    },
    LogRow(.moduleNotFound, .you, .high) { trouble, _ in trouble.isLack },
    LogRow(.credentials, .you, .high) { trouble, _ in
      trouble.has(.status) && [401, 407].contains(trouble.failure?.cause.number)
        || trouble.has(.forwardProxy) && trouble.failure?.cause.detail?.text == "status 407"
    },
    LogRow(.statusBeforeComma, .chain, .medium) { trouble, _ in
      trouble.has(.status) && trouble.stop == .comma
    },
    LogRow(.htmlPage, .path, .medium) { trouble, failure in
      trouble.has(.notJSON) && failure.text.text.contains("invalid character '<'")
    },
    LogRow(.gitCredentials, .you, .medium) { trouble, failure in
      trouble.has(.gitAnswer) && ServerText(failure.whole, limit: 2000).isOfGit
    },
    LogRow(.gitFails, .path, .medium) { trouble, failure in
      trouble.has(.gitAnswer) && failure.isOfNetwork
    },
    LogRow(.gitFails, .you, .low) { trouble, _ in trouble.has(.gitAnswer) },
    // A clock without a battery begins there.
    LogRow(.clock, .machine, .medium) { trouble, failure in
      trouble.has(.certificateExpired, .certificateNotYetValid)
        && failure.year.map { $0 < 2020 } ?? false
    },
  ]
}

extension GoLog.Failure {
  /// An address of this machine, to which the name of a host elsewhere led; nil where it did not.
  var addressOfNowhere: String? {
    let host = url.flatMap { RequestURL($0).base.split(at: "://").last } ?? ""
    let isNear = ["localhost", "127.", "[::", "0.0.0.0"].contains(where: host.hasPrefix)
    return isNear
      ? nil
      : ["127.0.0.1", "0.0.0.0", "[::1]", "[::]"].first { text.text.contains("dial tcp \($0):") }
  }

  /// git did not reach its server.
  fileprivate var isOfNetwork: Bool {
    [
      "Could not resolve host", "Failed to connect", "Couldn't connect", "timed out",
      "Connection refused", "Connection reset", "Network is unreachable", "SSL", "TLS",
      "certificate",
    ].contains(where: whole.contains)
  }

  /// Of go's clock, where it names that.
  fileprivate var year: Int? {
    guard let mark = text.text.firstRange(of: "current time ") else { return nil }
    return Int(text.text[mark.upperBound...].prefix(4))
  }
}

extension GoComplaint.Kind {
  struct Row: Sendable {
    let cause: Cause
    let side: Side
    var confidence = Confidence.high
    /// What helps, where go itself does not say.
    var command: String?
    /// Its sentence has go's words in it.
    var tellsText = false

    /// What its sentence is filled with.
    func subjects(_ failure: GoLog.Failure) -> [String] {
      let name = failure.name ?? failure.text.text
      return cause == .toolchainUnnamed
        ? [name, name] : [tellsText ? failure.whole : name]
    }
  }

  var row: Row {
    switch self {
    case .goSumLacks: Row(cause: .goSumLacks, side: .you, command: "go mod tidy")
    case .goSumDiffers: Row(cause: .goSumDiffers, side: .mirror, confidence: .medium)
    case .notRequired: Row(cause: .notRequired, side: .you, command: "go mod tidy")
    case .packageMissing: Row(cause: .packageMissing, side: .you)
    case .otherPath: Row(cause: .otherPath, side: .you, tellsText: true)
    case .goModOutdated: Row(cause: .goModOutdated, side: .you, command: "go mod tidy")
    case .noGoMod: Row(cause: .noGoMod, side: .you)
    case .vendorOutdated: Row(cause: .vendorOutdated, side: .you, command: "go mod vendor")
    case .toolchainUnnamed: Row(cause: .toolchainUnnamed, side: .you)
    case .toolchainMissing:
      Row(cause: .toolchainMissing, side: .chain)
    case .goTooOld: Row(cause: .goTooOld, side: .you, command: "go env -w GOTOOLCHAIN=auto")
    case .sumdbRefused:
      Row(cause: .sumdbRefused, side: .you, command: "go env -u GOSUMDB", tellsText: true)
    case .goMissing: Row(cause: .goMissing, side: .machine)
    case .cacheFails: Row(cause: .cacheFails, side: .machine, tellsText: true)
    }
  }
}
