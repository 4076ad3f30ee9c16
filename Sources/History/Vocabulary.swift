import GoRules
import Health

/// The values that repeat, each stored once and named by a number: mirrors, requests, outcomes, connections.
///
/// Only the recorder adds to them, so its copy in memory is the whole truth until a transaction fails;
/// then it must be read anew.
struct Vocabulary {
  private(set) var mirrors = Numbered<Mirror.ID>()
  private(set) var requests = Numbered<ProbeRequest>()
  private(set) var outcomes = Numbered<RequestOutcome>()
  private(set) var connections = Numbered<ConnectionFacts>()

  /// So many different outcomes and connections are told apart; further ones lose their texts, so that
  /// a server that answers differently each time cannot fill the disk.
  private static let variety = 4_000

  struct Numbered<Value: Hashable> {
    private var numbers: [Value: Int64] = [:]
    private var values: [Int64: Value] = [:]

    var count: Int { numbers.count }
    func number(of value: Value) -> Int64? { numbers[value] }
    func value(of number: Int64) -> Value? { values[number] }

    mutating func set(_ number: Int64, for value: Value) {
      numbers[value] = number
      values[number] = value
    }
  }

  init(from connection: borrowing DatabaseConnection) throws(HistoryError) {
    let mirrorRows = try connection.prepare("SELECT id, url FROM mirror", as: "read")
    while try mirrorRows.step() {
      let number = try mirrorRows.number(0, in: StoredRange.mirror)
      mirrors.set(number, for: Mirror.ID(rawValue: try mirrorRows.text(1)))
    }
    let requestRows = try connection.prepare(
      "SELECT id, kind, module, version, connection_use, family FROM request", as: "read")
    while try requestRows.step() {
      let number = try requestRows.number(0, in: StoredRange.row)
      guard let request = try ProbeRequest(row: requestRows, from: 1) else { continue }
      requests.set(number, for: request)
    }
    let outcomeRows = try connection.prepare(
      "SELECT id, name, phase, cause, number, detail FROM outcome", as: "read")
    while try outcomeRows.step() {
      let number = try outcomeRows.number(0, in: StoredRange.row)
      outcomes.set(number, for: try RequestOutcome(row: outcomeRows, from: 1))
    }
    let connectionRows = try connection.prepare(
      """
      SELECT id, address, family, http_version, forward_proxy, tls_version, cipher, key_group, alpn,
        resumed, stapled, certificates FROM connection
      """, as: "read")
    while try connectionRows.step() {
      let number = try connectionRows.number(0, in: StoredRange.row)
      connections.set(number, for: try ConnectionFacts(row: connectionRows, from: 1))
    }
  }

  mutating func number(
    of mirror: Mirror.ID, in connection: borrowing DatabaseConnection
  ) throws(HistoryError) -> Int64 {
    if let known = mirrors.number(of: mirror) { return known }
    let insert = try connection.prepare("INSERT INTO mirror (url) VALUES (?)", as: "write")
    insert.bind(1, mirror.rawValue)
    try insert.run()
    mirrors.set(connection.lastInsertedRow, for: mirror)
    return connection.lastInsertedRow
  }

  mutating func number(
    of request: ProbeRequest, in connection: borrowing DatabaseConnection
  ) throws(HistoryError) -> Int64 {
    // What it was to cost is not on record: it would make each a request of its own.
    let request = ProbeRequest(
      request.kind, canary: request.canary, use: request.use, family: request.family)
    if let known = requests.number(of: request) { return known }
    let insert = try connection.prepare(
      """
      INSERT INTO request (kind, module, version, connection_use, family) VALUES (?, ?, ?, ?, ?)
      """, as: "write")
    insert.bind(1, request.kind.rawValue)
    insert.bind(2, request.canary.module)
    insert.bind(3, request.canary.version)
    insert.bind(4, request.use.rawValue)
    insert.bind(5, request.family?.rawValue)
    try insert.run()
    requests.set(connection.lastInsertedRow, for: request)
    return connection.lastInsertedRow
  }

  mutating func number(
    of outcome: RequestOutcome, in connection: borrowing DatabaseConnection
  ) throws(HistoryError) -> Int64 {
    if let known = outcomes.number(of: outcome) { return known }
    let stored = StoredOutcome(outcome, withText: outcomes.count < Self.variety)
    if let known = outcomes.number(of: stored.outcome) { return known }
    let insert = try connection.prepare(
      "INSERT INTO outcome (name, phase, cause, number, detail) VALUES (?, ?, ?, ?, ?)",
      as: "write")
    insert.bind(1, stored.name)
    insert.bind(2, stored.phase?.rawValue)
    insert.bind(3, stored.cause?.word)
    insert.bind(4, stored.cause?.number)
    insert.bind(5, stored.cause?.detail)
    try insert.run()
    outcomes.set(connection.lastInsertedRow, for: stored.outcome)
    return connection.lastInsertedRow
  }

  mutating func number(
    of facts: ConnectionFacts, in connection: borrowing DatabaseConnection
  ) throws(HistoryError) -> Int64 {
    var facts = facts
    facts.retransmissions = nil
    if let known = connections.number(of: facts) { return known }
    if connections.count >= Self.variety {
      let family = facts.family
      facts = ConnectionFacts()
      facts.family = family
      if let known = connections.number(of: facts) { return known }
    }
    let insert = try connection.prepare(
      """
      INSERT INTO connection (address, family, http_version, forward_proxy, tls_version, cipher,
        key_group, alpn, resumed, stapled, certificates) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, as: "write")
    facts.bind(to: insert, from: 1)
    try insert.run()
    connections.set(connection.lastInsertedRow, for: facts)
    return connection.lastInsertedRow
  }
}
