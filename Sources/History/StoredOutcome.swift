import GoRules
import Health

/// An outcome as columns.
struct StoredOutcome {
  var name: String
  var phase: Phase?
  var cause: StoredCause?

  /// `withText` false leaves out what a server may vary at will.
  init(_ outcome: RequestOutcome, withText: Bool) {
    switch outcome {
    case .ok: name = "ok"
    case .notFound(let notFound):
      name = "not_found"
      cause = StoredCause(notFound.disguise?.rawValue ?? "plain", number: Int64(notFound.status))
    case .failure(let failure):
      name = "failure"
      phase = failure.phase
      cause = StoredCause(failure.cause)
    case .hang(let inPhase):
      name = "hang"
      phase = inPhase
    }
    if !withText { cause?.detail = nil }
  }

  init(name: String, phase: String?, cause: StoredCause?) {
    self.name = name
    self.phase = phase.flatMap(Phase.init(rawValue:))
    self.cause = cause
  }

  /// The outcome that these columns mean; a failure without a known phase is one of `processing`.
  var outcome: RequestOutcome {
    switch name {
    case "ok": .ok
    case "not_found":
      .notFound(
        NotFound(
          status: Int(clamping: cause?.number ?? 404),
          disguise: cause.flatMap { NotFound.Disguise(rawValue: $0.word) }))
    case "hang": .hang(phase ?? .processing)
    default:
      .failure(RequestFailure(phase ?? .processing, (cause ?? StoredCause("other")).cause))
    }
  }
}

extension RequestOutcome {
  /// Reads name, phase, cause, number and detail from the columns that begin at `column`.
  init(row: borrowing Statement, from column: Int32) {
    let cause = row.optionalText(column + 2).map {
      StoredCause($0, number: row.optionalInteger(column + 3), detail: row.optionalText(column + 4))
    }
    self =
      StoredOutcome(name: row.text(column), phase: row.optionalText(column + 1), cause: cause)
      .outcome
  }
}

extension ProbeRequest {
  /// Reads kind, module, version, use and family from the columns that begin at `column`;
  /// nil for a word of a newer program.
  init?(row: borrowing Statement, from column: Int32) {
    guard let kind = RequestKind(rawValue: row.text(column)),
      let use = ConnectionUse(rawValue: row.text(column + 3))
    else { return nil }
    self.init(
      kind, canary: ModuleVersion(module: row.text(column + 1), version: row.text(column + 2)),
      use: use,
      family: row.optionalText(column + 4).flatMap(AddressFamily.init(rawValue:)))
  }
}

extension ConnectionFacts {
  /// Reads address … certificates from the columns that begin at `column`.
  init(row: borrowing Statement, from column: Int32) {
    self.init()
    address = row.optionalText(column)
    family = row.optionalText(column + 1).flatMap(AddressFamily.init(rawValue:))
    httpVersion = row.optionalText(column + 2)
    forwardProxy = row.optionalText(column + 3)
    guard let version = row.optionalText(column + 4) else { return }
    tls = TLSFacts(
      version: version, cipher: row.optionalText(column + 5), group: row.optionalText(column + 6),
      alpn: row.optionalText(column + 7), resumable: row.integer(column + 8) != 0,
      ocspStapled: row.integer(column + 9) != 0,
      chain: CertificateFacts.chain(from: row.text(column + 10)))
  }

  func bind(to statement: borrowing Statement, from parameter: Int32) {
    statement.bind(parameter, address)
    statement.bind(parameter + 1, family?.rawValue)
    statement.bind(parameter + 2, httpVersion)
    statement.bind(parameter + 3, forwardProxy)
    statement.bind(parameter + 4, tls?.version)
    statement.bind(parameter + 5, tls?.cipher)
    statement.bind(parameter + 6, tls?.group)
    statement.bind(parameter + 7, tls?.alpn)
    statement.bind(parameter + 8, tls.map { $0.resumable ? 1 : 0 })
    statement.bind(parameter + 9, tls.map { $0.ocspStapled ? 1 : 0 })
    statement.bind(parameter + 10, tls.map { CertificateFacts.text(of: $0.chain) })
  }
}

extension CertificateFacts {
  /// One certificate a line: subject, issuer, begin and end (seconds since 1970), with tabs between.
  /// `ServerText` holds neither.
  static func text(of chain: [CertificateFacts]) -> String {
    chain.map {
      "\($0.subject.text)\t\($0.issuer.text)\t\($0.notBefore.components.seconds)"
        + "\t\($0.notAfter.components.seconds)"
    }.joined(separator: "\n")
  }

  static func chain(from text: String) -> [CertificateFacts] {
    text.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 4, let begin = Int64(fields[2]), let end = Int64(fields[3]) else {
        return nil
      }
      return CertificateFacts(
        subject: ServerText(fields[0]), issuer: ServerText(fields[1]),
        notBefore: .seconds(begin), notAfter: .seconds(end))
    }
  }
}
