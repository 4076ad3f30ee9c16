import GoRules
import Health
import Text

/// The mirrors that are compared, with all that is known of each: what is on record at once, and what it tells now.
struct CompareColumns {
  struct Column {
    let row: MirrorSnapshot
    /// nil where it is asked nothing.
    let told: MirrorComparison?

    /// As far as is known.
    var serves: Bool { row.state != .down && told?.leading.map { $0.outcome == .ok } ?? true }
  }

  let scene: Scene
  let all: [Column]
  private let standings: [Mirror.ID: VersionStanding]
  private let zips: ZipGroups

  init(_ mirrors: [Mirror.ID], _ scene: Scene) {
    self.scene = scene
    let all = mirrors.compactMap { id in
      scene.snapshot.mirrors.first { $0.id == id }
        .map { Column(row: $0, told: scene.state.comparisons[id]) }
    }
    self.all = all
    standings = VersionStanding.all(of: all.compactMap(\.told))
    zips = ZipGroups(all)
  }

  /// A mirror is still being asked.
  var isRunning: Bool {
    scene.state.position == .live && all.contains { $0.told?.isFinished != true }
  }

  func cell(_ row: CompareRow, of column: Column) -> CompareRow.Cell {
    let statistics = scene.statistics(column.row)
    switch row {
    case .state: return state(column)
    case .canary: return canary(column)
    case .usual: return time(statistics?.total.p50)
    case .p95: return time(statistics?.total.p95)
    case .dns: return time(of: .resolve, statistics)
    case .tcp: return time(of: .connect, statistics)
    case .tls: return time(of: .tls, statistics)
    case .ttfb: return time(of: .processing, statistics)
    case .body: return time(of: .transfer, statistics)
    case .httpVersion: return httpVersion(column)
    case .http2: return times(http2: true, column)
    case .http1: return times(http2: false, column)
    case .tlsVersion, .issuer, .days, .staple, .resumption: return tls(row, column)
    case .newest: return newest(column)
    case .zip: return zip(column)
    case .age: return field(column, \.age)
    case .via: return field(column, \.via)
    case .cache: return field(column, \.cache)
    case .throughput: return throughput(column)
    case .retryAfter: return retryAfter(column)
    }
  }

  /// In the place of what was not measured, or not yet.
  func missing(_ column: Column) -> CompareRow.Cell {
    guard scene.state.position == .live else { return muted(.noData) }
    return column.told?.isFinished == true
      ? muted(.notMeasured) : CompareRow.Cell(text: String(scene.glyphs.ellipsis), role: .muted)
  }

  func muted(_ phrase: Phrase) -> CompareRow.Cell {
    CompareRow.Cell(text: scene.say(phrase), role: .muted)
  }

  /// The same with its age, where it rests on what is on record and too old to be shown as current.
  func dated(_ cell: CompareRow.Cell, _ result: ProbeResult) -> CompareRow.Cell {
    guard result.request.trial == .none, scene.isStale(result) else { return cell }
    var cell = cell
    cell.note = scene.language.ago(scene.age(result.startedAt))
    cell.role = .muted
    return cell
  }

  // MARK: - On record

  private func state(_ column: Column) -> CompareRow.Cell {
    let state = column.row.state
    let text = "\(scene.glyphs.state(state)) \(scene.say(state.row.word))"
    return CompareRow.Cell(text: text, role: state.role)
  }

  /// Of the shown window; nothing more comes of it by waiting.
  private func time(_ time: Duration?) -> CompareRow.Cell {
    guard let time else { return muted(.notMeasured) }
    return CompareRow.Cell(text: Format.latency(time), value: time.seconds)
  }

  /// An address is not looked up, and without TLS there is no handshake.
  private func time(of phase: Phase, _ statistics: MirrorStatistics?) -> CompareRow.Cell {
    guard let median = statistics?.phases[phase]?.p50 else {
      return muted((statistics?.total.count ?? 0) > 0 ? .compareNone : .notMeasured)
    }
    return time(median)
  }

  // MARK: - Asked

  /// Whether it has what is asked of it; where that is not the same of all, what it is.
  private func canary(_ column: Column) -> CompareRow.Cell {
    guard let result = column.told?.leading else { return missing(column) }
    var cell: CompareRow.Cell
    switch result.outcome {
    case .ok: cell = CompareRow.Cell(text: scene.say(.compareServed))
    // Of a zip that is not read the head came.
    case _ where result.wasStopped: cell = CompareRow.Cell(text: scene.say(.compareServed))
    case .notFound(let found) where found.disguise == nil:
      cell = CompareRow.Cell(text: scene.say(.compareLacks), role: .degraded, isWorse: true)
    default: cell = failure(result) ?? muted(.notMeasured)
    }
    if Set(all.map(\.row.mirror.canary)).count > 1 {
      cell.text += " \(column.row.mirror.canary)"
    }
    return cell
  }

  /// Why a request failed that was made now: what is on record is no answer to it. nil where it did not, or nobody knows.
  private func failure(_ result: ProbeResult?) -> CompareRow.Cell? {
    guard let result, result.outcome != .ok, !result.wasStopped, !result.outcome.isNotMeasured
    else { return nil }
    if case .notFound(let found) = result.outcome, found.disguise == nil { return nil }
    let text = scene.language.shortText(result.outcome)
    return CompareRow.Cell(text: text, role: .down, isWorse: true)
  }

  private func httpVersion(_ column: Column) -> CompareRow.Cell {
    let results = [column.told?.leading, column.row.lastCold].compactMap(\.self)
    guard let result = results.first(where: { $0.connection.httpVersion != nil }),
      let version = result.connection.httpVersion
    else { return missing(column) }
    let isWorse =
      version != "2" && all.contains { $0.told?.usesHTTP2 == true }
    return dated(
      CompareRow.Cell(
        text: "HTTP/\(version)", role: isWorse ? .degraded : .text, isWorse: isWorse), result)
  }

  /// `212 / 45.1`: on a new and on the open connection.
  private func times(http2: Bool, _ column: Column) -> CompareRow.Cell {
    guard let told = column.told, let cold = told.time(http2: http2, .cold) else {
      return column.told?.usesHTTP2 == false && http2 ? muted(.compareNotUsed) : missing(column)
    }
    let open = told.isFinished ? "-" : String(scene.glyphs.ellipsis)
    let warm = told.time(http2: http2, .warm).map(Format.latency) ?? open
    return CompareRow.Cell(
      text: Format.latency(cold), note: "/ \(warm)", value: cold.seconds)
  }

  private func newest(_ column: Column) -> CompareRow.Cell {
    guard let told = column.told, let versions = told.versions else {
      if let failure = failure(column.told?.list) { return failure }
      if case .notFound? = column.told?.list?.outcome { return muted(.compareLacks) }
      return missing(column)
    }
    guard let own = versions.first else { return muted(.noVersions) }
    var cell = CompareRow.Cell(text: own.text)
    switch standings[told.id] {
    case .newest?, nil: return cell
    case .behind(let count, let isLeast)?:
      cell.note = scene.say(.versionsBehind, "\(count)\(isLeast ? "+" : "")")
    case .older(let time)?:
      cell.note = scene.say(.timeOlder, time.map(Format.span) ?? "?")
    }
    (cell.role, cell.isWorse) = (.degraded, true)
    return cell
  }

  private func zip(_ column: Column) -> CompareRow.Cell {
    if let failure = failure(column.told?.zip) { return failure }
    guard let result = zips.result(of: column), let digest = result.zipDigest else {
      if case .notFound? = column.told?.zip?.outcome { return muted(.compareLacks) }
      guard column.told?.zip?.wasStopped == true else { return missing(column) }
      return CompareRow.Cell(
        text: scene.say(.tooLargeToRead, Format.bytes(MirrorComparison.zipLimit)), role: .muted)
    }
    let hex = digest.prefix(4).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    var cell = dated(CompareRow.Cell(text: hex), result)
    switch zips.difference(of: column) {
    case nil: return cell
    case .packing?: (cell.note, cell.role) = (scene.say(.otherPacking), .degraded)
    case .files?: (cell.note, cell.role) = (scene.say(.otherFiles), .down)
    case .unknown?: (cell.note, cell.role) = (scene.say(.otherZip), .degraded)
    }
    cell.isWorse = true
    return cell
  }

  /// A field of the head of the zip's answer, or of that to what go asks first.
  private func field(
    _ column: Column, _ path: KeyPath<AnswerDetails, ServerText?>
  ) -> CompareRow.Cell {
    guard let details = column.told?.cached?.details else { return missing(column) }
    guard let text = details[keyPath: path]?.text, !text.isEmpty else { return muted(.compareNone) }
    if path == \.age, let seconds = HTTPDate.number(text.utf8) {
      return CompareRow.Cell(text: Format.span(.seconds(seconds)))
    }
    return CompareRow.Cell(text: text)
  }

  private func throughput(_ column: Column) -> CompareRow.Cell {
    guard let rate = column.told?.throughput else {
      // Of a file there is no transfer.
      let isSmall = column.told?.zip.map { $0.outcome == .ok && $0.timings.transfer != nil } == true
      return isSmall ? muted(.tooSmallToTell) : missing(column)
    }
    // The most is best.
    return CompareRow.Cell(
      text: Format.throughput(rate.rate), note: scene.say(.ofBytes, Format.bytes(rate.bytes)),
      noteGivesWay: true, value: -rate.rate)
  }

  private func retryAfter(_ column: Column) -> CompareRow.Cell {
    guard let told = column.told, let result = told.retryAfter,
      let text = result.details?.retryAfter?.text
    else { return column.told?.leading?.status == nil ? missing(column) : muted(.compareNone) }
    guard let wait = result.retryAfter else { return CompareRow.Cell(text: text, role: .degraded) }
    let end = result.startedAt.wall + (result.timings.total ?? .zero) + wait
    let isOver = end < scene.now.wall
    return CompareRow.Cell(
      text: Format.span(wait),
      note: scene.say(.untilTime, scene.clock.moment(end, now: scene.now.wall)),
      noteGivesWay: true, role: isOver ? .muted : .degraded, isWorse: !isOver)
  }
}
