import GoRules
import Health

extension HistoryFile {
  static let sampleInsertion = """
    INSERT OR REPLACE INTO sample (time, mirror, request, outcome, connection, status, resolve,
      connect, forward_proxy, tls, processing, transfer, local, total, retransmissions, redirects,
      body_bytes, server_text, warning, unusable)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  /// Adds one probe; within a transaction of a file that may be written.
  func write(
    _ result: ProbeResult, with insertSample: borrowing Statement
  ) throws(HistoryError) {
    insertSample.bind(1, result.startedAt.wall)
    insertSample.bind(2, try vocabulary.number(of: result.mirror, in: connection))
    insertSample.bind(3, try vocabulary.number(of: result.request, in: connection))
    insertSample.bind(4, try vocabulary.number(of: result.outcome, in: connection))
    insertSample.bind(5, try vocabulary.number(of: result.connection, in: connection))
    insertSample.bind(6, result.status)
    insertSample.bind(7, result.timings.resolve)
    insertSample.bind(8, result.timings.connect)
    insertSample.bind(9, result.timings.forwardProxy)
    insertSample.bind(10, result.timings.tls)
    insertSample.bind(11, result.timings.processing)
    insertSample.bind(12, result.timings.transfer)
    insertSample.bind(13, result.timings.local)
    insertSample.bind(14, result.timings.total)
    insertSample.bind(15, result.connection.retransmissions)
    insertSample.bind(16, result.redirects)
    insertSample.bind(17, result.bodyBytes)
    insertSample.bind(18, result.serverText?.text)
    insertSample.bind(19, result.warning?.rawValue)
    insertSample.bind(20, result.timingsAreUnusable ? 1 : 0)
    try insertSample.run()
  }

  /// The probes of a span of wall time, oldest first; of one mirror, or of all where it is nil.
  func samples(
    of mirror: Mirror.ID? = nil, from: Duration, until: Duration
  ) throws(HistoryError) -> [ProbeResult] {
    let vocabulary = try Vocabulary(from: connection)
    let rows = try connection.prepare(
      """
      SELECT time, mirror, request, outcome, connection, status, resolve, connect, forward_proxy,
        tls, processing, transfer, local, total, retransmissions, redirects, body_bytes,
        server_text, warning, unusable
      FROM sample
      WHERE time >= ?1 AND time < ?2 AND (?3 IS NULL OR mirror = ?3) ORDER BY time
      """, as: "read")
    rows.bind(1, from)
    rows.bind(2, until)
    if let mirror {
      guard let number = vocabulary.mirrors.number(of: mirror) else { return [] }
      rows.bind(3, number)
    }
    var results: [ProbeResult] = []
    while try rows.step() {
      if let result = ProbeResult(row: rows, vocabulary: vocabulary) { results.append(result) }
    }
    return results
  }
}

extension ProbeResult {
  /// Reads one row of `sample`; nil where it names a request of a newer program.
  init?(row: borrowing Statement, vocabulary: Vocabulary) {
    guard let mirror = vocabulary.mirrors.value(of: row.integer(1)),
      let request = vocabulary.requests.value(of: row.integer(2)),
      let outcome = vocabulary.outcomes.value(of: row.integer(3))
    else { return nil }
    var timings = PhaseTimings()
    timings.resolve = row.optionalDuration(6)
    timings.connect = row.optionalDuration(7)
    timings.forwardProxy = row.optionalDuration(8)
    timings.tls = row.optionalDuration(9)
    timings.processing = row.optionalDuration(10)
    timings.transfer = row.optionalDuration(11)
    timings.local = row.optionalDuration(12)
    timings.total = row.optionalDuration(13)
    var facts = vocabulary.connections.value(of: row.integer(4)) ?? ConnectionFacts()
    facts.retransmissions = row.optionalInteger(14).map { Int(clamping: $0) }
    let wall = row.duration(0)
    self.init(
      mirror: mirror, request: request, startedAt: Timestamp(monotonic: wall, wall: wall),
      outcome: outcome, status: row.optionalInteger(5).map { Int(clamping: $0) }, timings: timings,
      connection: facts)
    redirects = Int(clamping: row.integer(15))
    bodyBytes = Int(clamping: row.integer(16))
    serverText = row.optionalText(17).map { ServerText($0) }
    warning = row.optionalText(18).flatMap(ContentWarning.init(rawValue:))
    timingsAreUnusable = row.integer(19) != 0
  }
}
