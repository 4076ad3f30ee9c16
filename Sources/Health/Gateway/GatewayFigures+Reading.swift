import GoRules

extension GatewayFigures {
  /// Reads the page, which came at `now`. nil where it is none: any server may stand there. Words that are not known are
  /// left out, as a later version may have more of them.
  package init?(parsing body: [UInt8], at now: Timestamp) {
    guard body.count <= Self.sizeLimit, (try? JSONScanner.check(body[...])) != nil else {
      return nil
    }
    let reader = Reader(now: now)
    guard let fields = Fields(body[...]), let rates = fields["per_second"].flatMap(Fields.init),
      let waiting = fields.count("waiting"), let probes = fields.count("probes"),
      let tenSeconds = rates.number("ten_seconds"), let minute = rates.number("minute"),
      let answers = reader.rows(fields["requests"], Self.mostRows, reader.answers),
      let asks = reader.rows(fields["asks"], Self.mostRows, reader.asks),
      let recent = reader.rows(fields["recent"], GatewayTally.mostRecent, reader.event)
    else { return nil }
    self.init()
    self.waiting = waiting
    self.probes = probes
    (perTenSeconds, perMinute) = (tenSeconds, minute)
    (self.answers, self.asks, self.recent) = (answers, asks, recent)
  }

  private struct Reader {
    let now: Timestamp

    /// The rows of an array that can be read, `most` of them; nil where it is none.
    func rows<Row>(_ piece: JSONPiece?, _ most: Int, _ row: (Fields) -> Row?) -> [Row]? {
      guard let piece else { return nil }
      var rows: [Row] = []
      let isArray = JSONScanner.elements(of: piece) { element in
        if rows.count < most, let row = Fields(element).flatMap(row) { rows.append(row) }
      }
      return isArray ? rows : nil
    }

    func answers(_ fields: Fields) -> Answers? {
      guard let result = fields.text("result").flatMap(GatewayResult.init(rawValue:)),
        let count = fields.count("count")
      else { return nil }
      return Answers(GatewayTally.Answered(entry: fields.text("entry"), result: result), count)
    }

    func asks(_ fields: Fields) -> Asks? {
      guard let mirror = fields.text("mirror"), let count = fields.count("count"),
        let outcome = fields.text("outcome").flatMap(GatewayTally.Outcome.init(rawValue:))
      else { return nil }
      return Asks(GatewayTally.Asked(mirror: mirror, outcome: outcome), count)
    }

    func event(_ fields: Fields) -> GatewayEvent? {
      guard let result = fields.text("result").flatMap(GatewayResult.init(rawValue:)),
        let age = fields.number("age_ms"), let time = fields.number("ms"),
        let status = fields.count("status"), status < 1000,
        let path = fields.text("path", limit: GatewayEvent.longestPath)
      else { return nil }
      return GatewayEvent(
        at: now.advanced(by: .zero - .milliseconds(Int64(age))),
        module: fields.text("module").map {
          ModuleVersion(module: $0, version: fields.text("version") ?? "")
        }, kind: fields.text("kind").flatMap(RequestKind.init(rawValue:)), path: path,
        isAgain: fields["again"].map { $0.elementsEqual("true".utf8) } ?? false,
        entry: fields.text("entry"), result: result, status: status,
        passed: rows(fields["passed"], GatewayTally.mostRecent, passed) ?? [],
        time: .microseconds(Int64(time * 1000)))
    }

    private func passed(_ fields: Fields) -> GatewayAnswer.Passed? {
      guard let name = fields.text("entry"),
        let result = fields.text("result").flatMap(GatewayTally.Outcome.init(rawValue:))
      else { return nil }
      let phase = fields.text("phase").flatMap(Phase.init(rawValue:)) ?? .processing
      let cause = fields.text("cause")
      let outcome: RequestOutcome =
        switch result {
        case .ok: .ok
        case .hang: .hang(phase)
        case .notFound:
          .notFound(
            NotFound(
              status: fields.count("status") == 410 ? 410 : 404,
              disguise: cause.flatMap(NotFound.Disguise.init(rawValue:))))
        case .failure:
          .failure(
            RequestFailure(
              phase, cause.map { FailureCause(text: $0) ?? .other(ServerText($0)) } ?? .noAnswer))
        }
      return GatewayAnswer.Passed(name: name, outcome: outcome)
    }
  }

  /// An object; of fields that stand there twice the last.
  private struct Fields {
    private var pieces: [String: JSONPiece] = [:]

    /// nil where the piece is none.
    init?(_ piece: JSONPiece) {
      var pieces: [String: JSONPiece] = [:]
      guard JSONScanner.fields(of: piece, { if pieces.count < 32 { pieces[$0] = $1 } }) else {
        return nil
      }
      self.pieces = pieces
    }

    subscript(name: String) -> JSONPiece? { pieces[name] }

    func text(_ name: String, limit: Int = 200) -> String? {
      pieces[name].flatMap { JSONScanner.text($0, limit: limit) }
    }

    /// A number that can be one of ours: 0 to 10¹².
    func number(_ name: String) -> Double? {
      pieces[name].flatMap(JSONScanner.number).flatMap { (0...1e12).contains($0) ? $0 : nil }
    }

    func count(_ name: String) -> Int? {
      number(name).flatMap { Int(exactly: $0) }
    }
  }
}
