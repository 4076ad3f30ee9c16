import GoRules
import Health
import Record
import Text

/// `history --json`: lengths in milliseconds, times in the local zone with its offset.
struct HistoryReport {
  let selection: HistorySelection
  let offset: UTCOffset

  struct FailoverRow: Encodable {
    var time: String
    var kind: String
    var canary: String
    var from: String
    var to: String
    var cause: String
    /// nil while it lasts.
    @Nullable var lastedMs: Double?
    /// `changed`, `lasts` or `record_ended`: then it lasted that long at least.
    var end: String

    init(_ failover: Failover, _ offset: UTCOffset) {
      time = CivilTime(failover.at.wall, offset: offset).rfc3339
      kind = failover.kind.rawValue
      canary = failover.canary.description
      from = failover.from.text
      to = failover.to.text
      cause = failover.cause
      lastedMs = failover.lasted?.roundedMilliseconds
      end = failover.lasted == nil ? "lasts" : failover.isEndUnknown ? "record_ended" : "changed"
    }
  }

  struct OutageRow: Encodable {
    var time: String
    /// nil while it lasts.
    @Nullable var until: String?
    var subject: String
    var lengthMs: Double
    /// `recovered`, `lasts` or `record_ended`.
    var end: String
    @Nullable var cause: String?
    var servedBy: [String]
    /// Of a mirror: for how long one of these served, and for how long go was not served at all.
    @Nullable var servedMs: Double?
    @Nullable var notServedMs: Double?

    init(_ outage: Outage, _ offset: UTCOffset) {
      time = CivilTime(outage.from.wall, offset: offset).rfc3339
      until = outage.end == .lasts ? nil : CivilTime(outage.until, offset: offset).rfc3339
      subject = outage.subject.text
      lengthMs = outage.length.roundedMilliseconds
      end = outage.end.rawValue
      cause = outage.cause
      servedBy = outage.servedBy.map(\.text)
      let isOfMirror = if case .mirror = outage.subject { true } else { false }
      servedMs = isOfMirror ? outage.servedLength.roundedMilliseconds : nil
      notServedMs = isOfMirror ? outage.unserved.roundedMilliseconds : nil
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

  struct GapRow: Encodable {
    var time: String
    var until: String
    /// `asleep`, `set_back` or `stopped`.
    var kind: String
    /// Of a clock that was set back, by how much.
    var lengthMs: Double

    init(_ gap: Gap, _ offset: UTCOffset) {
      time = CivilTime(gap.from.wall, offset: offset).rfc3339
      until = CivilTime(gap.to.wall, offset: offset).rfc3339
      kind = gap.kind.rawValue
      lengthMs = gap.length.roundedMilliseconds
    }
  }

  struct CalendarRow: Encodable {
    struct Cell: Encodable {
      var from: String
      /// The worst state within it; nil where nothing is recorded.
      @Nullable var worst: String?
      var observedMs: Double
    }
    var subject: String
    /// `hour` or `day`.
    var unit: String
    var cells: [Cell]
  }

  /// `gaps`: times in which nothing was measured.
  var fields: [String: JSONOutput.Field] {
    [
      "schema": .value(1),
      "since": .value(CivilTime(selection.period.from, offset: offset).rfc3339),
      "until": .value(CivilTime(selection.now, offset: offset).rfc3339),
      "failovers": .rows(selection.failovers) { FailoverRow($0, offset) },
      "outages": .rows(selection.outages) { OutageRow($0, offset) },
      "availability": .rows(selection.availability) { AvailabilityRow($0) },
      "gaps": .rows(selection.gaps) { GapRow($0, offset) },
      "calendar": .rows(selection.calendar(offset: offset)) { CalendarRow($0, offset) },
    ]
  }
}

extension HistoryReport.CalendarRow {
  fileprivate init(_ strip: CalendarStrip, _ offset: UTCOffset) {
    self.init(
      subject: strip.subject.text, unit: strip.unit.rawValue,
      cells: strip.cells.map { cell in
        Cell(
          from: CivilTime(cell.from, offset: offset).rfc3339, worst: cell.worst?.rawValue,
          observedMs: cell.observed.roundedMilliseconds)
      })
  }
}
