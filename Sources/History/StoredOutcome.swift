import GoRules
import Health

/// An outcome as columns.
struct StoredOutcome {
  /// The words of `name`.
  static let names = ["ok", "not_found", "failure", "hang"]

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
  init(row: borrowing Statement, from column: Int32) throws(HistoryError) {
    let number = try row.optionalNumber(column + 3, in: StoredRange.length)
    let detail = try row.optionalText(column + 4)
    let cause = try row.optionalText(column + 2).map {
      StoredCause($0, number: number, detail: detail)
    }
    self =
      StoredOutcome(
        name: try row.text(column), phase: try row.optionalText(column + 1), cause: cause
      ).outcome
  }
}

extension ProbeRequest {
  /// Reads kind, module, version, use and family from the columns that begin at `column`;
  /// nil for a word of a newer program.
  init?(row: borrowing Statement, from column: Int32) throws(HistoryError) {
    guard let kind = RequestKind(rawValue: try row.text(column)),
      let use = ConnectionUse(rawValue: try row.text(column + 3))
    else { return nil }
    let canary = ModuleVersion(
      module: try row.text(column + 1), version: try row.text(column + 2))
    self.init(
      kind, canary: canary, use: use,
      family: try row.optionalText(column + 4).flatMap(AddressFamily.init(rawValue:)))
  }
}

extension ConnectionFacts {
  /// Reads address … certificates from the columns that begin at `column`.
  init(row: borrowing Statement, from column: Int32) throws(HistoryError) {
    self.init()
    address = try row.optionalText(column)
    family = try row.optionalText(column + 1).flatMap(AddressFamily.init(rawValue:))
    httpVersion = try row.optionalText(column + 2)
    forwardProxy = try row.optionalText(column + 3)
    guard let version = try row.optionalText(column + 4) else { return }
    tls = TLSFacts(
      version: version, cipher: try row.optionalText(column + 5),
      group: try row.optionalText(column + 6), alpn: try row.optionalText(column + 7),
      resumable: try row.optionalNumber(column + 8, in: StoredRange.flag) == 1,
      ocspStapled: try row.optionalNumber(column + 9, in: StoredRange.flag) == 1,
      chain: CertificateFacts.chain(from: try row.optionalText(column + 10) ?? ""))
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
      guard fields.count == 4, let begin = Int64(fields[2]), let end = Int64(fields[3]),
        StoredRange.certificateSeconds.contains(begin), StoredRange.certificateSeconds.contains(end)
      else { return nil }
      return CertificateFacts(
        subject: ServerText(fields[0]), issuer: ServerText(fields[1]),
        notBefore: .seconds(begin), notAfter: .seconds(end))
    }
  }
}
