import ProxyHealth

/// `history --json`: lengths in milliseconds, times in UTC.
struct HistoryReport: Encodable {
  struct FailoverRow: Encodable {
    var time: String
    var kind: String
    var canary: String
    var from: String
    var to: String
    var cause: String
    /// nil while it lasts.
    @Nullable var lastedMs: Double?

    init(_ failover: Failover) {
      time = WallTime.rfc3339(failover.at.wall)
      kind = failover.kind.rawValue
      canary = failover.canary.description
      from = failover.from.text
      to = failover.to.text
      cause = failover.cause
      lastedMs = failover.lasted?.roundedMilliseconds
    }
  }

  struct OutageRow: Encodable {
    var time: String
    var subject: String
    var lengthMs: Double
    /// `recovered`, `lasts` or `record_ended`.
    var end: String
    @Nullable var cause: String?
    var servedBy: [String]

    init(_ outage: Outage) {
      time = WallTime.rfc3339(outage.from.wall)
      subject = outage.subject.text
      lengthMs = outage.length.roundedMilliseconds
      end = outage.end.text
      cause = outage.cause
      servedBy = outage.servedBy.map(\.text)
    }
  }

  struct AvailabilityRow: Encodable {
    var subject: String
    var observedMs: Double
    @Nullable var share: Double?
    var outages: Int
    @Nullable var longestOutageMs: Double?
    @Nullable var meanTimeToRecoverMs: Double?

    init(_ availability: Availability) {
      subject = availability.subject.text
      observedMs = availability.observed.roundedMilliseconds
      share = availability.share
      outages = availability.outages
      longestOutageMs = availability.longestOutage?.roundedMilliseconds
      meanTimeToRecoverMs = availability.meanTimeToRecover?.roundedMilliseconds
    }
  }

  var schema = 1
  var since: String
  var until: String
  var failovers: [FailoverRow]
  var outages: [OutageRow]
  var availability: [AvailabilityRow]

  init(_ period: RecordedPeriod) {
    since = WallTime.rfc3339(period.from)
    until = WallTime.rfc3339(period.until)
    failovers = period.failovers().map(FailoverRow.init)
    outages = period.outages().map(OutageRow.init)
    availability = period.availability().map(AvailabilityRow.init)
  }
}

extension Failover.Place {
  /// What people and files call it.
  var text: String {
    switch self {
    case .mirror(_, let name): ServerText(name).text
    case .direct: "direct"
    case .nowhere(let verdict, let place):
      verdict.rawValue + (place.map { " at \(ServerText($0).text)" } ?? "")
    }
  }
}

extension Outage.Subject {
  var text: String {
    switch self {
    case .mirror(let id): id.rawValue
    case .chain(let kind, let canary): "chain \(kind.rawValue) \(canary)"
    }
  }
}

extension Outage.End {
  var text: String {
    switch self {
    case .recovered: "recovered"
    case .lasts: "lasts"
    case .recordEnded: "record_ended"
    }
  }
}
