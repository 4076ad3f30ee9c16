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
      if let result = try ProbeResult(row: rows, vocabulary: vocabulary) { results.append(result) }
    }
    return results
  }
}

extension ProbeResult {
  /// Reads one row of `sample`; nil where it names a request of a newer program.
  init?(row: borrowing Statement, vocabulary: Vocabulary) throws(HistoryError) {
    guard let (mirror, request, outcome) = try vocabulary.values(of: row, from: 1) else {
      return nil
    }
    var timings = PhaseTimings()
    timings.resolve = try row.optionalLength(6)
    timings.connect = try row.optionalLength(7)
    timings.forwardProxy = try row.optionalLength(8)
    timings.tls = try row.optionalLength(9)
    timings.processing = try row.optionalLength(10)
    timings.transfer = try row.optionalLength(11)
    timings.local = try row.optionalLength(12)
    timings.total = try row.optionalLength(13)
    let connection = try row.number(4, in: StoredRange.row)
    var facts = vocabulary.connections.value(of: connection) ?? ConnectionFacts()
    facts.retransmissions = try row.optionalNumber(14, in: StoredRange.count).map { Int($0) }
    let wall = try row.time(0)
    self.init(
      mirror: mirror, request: request, startedAt: Timestamp(monotonic: wall, wall: wall),
      outcome: outcome, status: try row.optionalNumber(5, in: StoredRange.count).map { Int($0) },
      timings: timings, connection: facts)
    redirects = Int(try row.number(15, in: StoredRange.count))
    bodyBytes = Int(try row.number(16, in: StoredRange.count))
    serverText = try row.optionalText(17).map { ServerText($0) }
    warning = try row.optionalText(18).flatMap(ContentWarning.init(rawValue:))
    timingsAreUnusable = try row.number(19, in: StoredRange.flag) != 0
  }
}

extension Vocabulary {
  /// What the numbers of mirror, request and outcome mean that begin at `column`; nil where one is not known.
  func values(
    of row: borrowing Statement, from column: Int32
  ) throws(HistoryError) -> (Mirror.ID, ProbeRequest, RequestOutcome)? {
    guard let mirror = mirrors.value(of: try row.number(column, in: StoredRange.mirror)),
      let request = requests.value(of: try row.number(column + 1, in: StoredRange.row)),
      let outcome = outcomes.value(of: try row.number(column + 2, in: StoredRange.row))
    else { return nil }
    return (mirror, request, outcome)
  }
}
