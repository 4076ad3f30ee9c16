import GoRules

/// What one mirror is asked where it is compared with others, and what came of that. Pure: it says which requests come
/// next, and is fed with their results.
///
/// Some 14 requests, once: `.info` by the HTTP that go gets and by HTTP/1.1, three times each on a new connection and
/// then on the same; the list of versions, a zip of up to 4 MiB, and once a TLS handshake with the ticket of the one before.
/// A mirror that does not answer, or asks us to stay away, is asked nothing more.
package struct MirrorComparison: Sendable, Hashable, Identifiable {
  package let mirror: Mirror
  /// In the order in which they ended.
  package private(set) var results: [ProbeResult] = []
  /// Nothing more is to come.
  package private(set) var isFinished = false
  private var step = 0

  /// Bytes of a zip that is read.
  package static let zipLimit = 4 << 20
  /// What comes of all requests together is waited for so long.
  package static let deadline = Duration.seconds(30)
  /// No request is waited for longer.
  package static let timeout = Duration.seconds(10)

  package var id: Mirror.ID { mirror.id }

  package init(_ mirror: Mirror) { self.mirror = mirror }

  package mutating func take(_ result: ProbeResult) { results.append(result) }

  package mutating func finish() { isFinished = true }

  // MARK: What is asked

  private enum Step: CaseIterable {
    case first, content, latest, http1, second, secondHTTP1, thirdHTTP1
  }

  /// The requests of the next round, once the one before has ended; nil where that was all.
  package mutating func nextRound() -> [ProbeRequest]? {
    while step < Step.allCases.count, !isToBeLeftAlone {
      let requests = requests(of: Step.allCases[step])
      step += 1
      if !requests.isEmpty { return requests }
    }
    return nil
  }

  private func requests(of step: Step) -> [ProbeRequest] {
    switch step {
    case .first, .second: pair(.asGo)
    case .content: content
    case .latest: tagsAreMissing ? [request(.latest, .cold)] : []
    case .http1, .secondHTTP1, .thirdHTTP1: usesHTTP2 == true ? pair(.http1) : []
    }
  }

  /// What go asks first, on a new connection and on the same.
  private func pair(_ trial: ProbeRequest.Trial) -> [ProbeRequest] {
    [ConnectionUse.cold, .warm].map { request(mirror.canary.leadingKind, $0, trial) }
  }

  /// Of a toolchain, whose zips are huge, heads alone are asked for.
  private var content: [ProbeRequest] {
    let leading = mirror.canary.leadingKind
    var requests = [request(leading, .cold)]
    if leading != .zip { requests += [request(.list, .warm), request(.zip, .warm)] }
    if mirror.url.scheme == .https { requests.append(request(leading, .cold, .resumed)) }
    return requests
  }

  private func request(
    _ kind: RequestKind, _ use: ConnectionUse, _ trial: ProbeRequest.Trial = .asGo
  ) -> ProbeRequest {
    var request = ProbeRequest(kind, canary: mirror.canary, use: use)
    request.trial = trial
    // What it has of versions go would have it look up.
    request.fetch = kind == .list || kind == .latest ? .always : .ifMissing
    if kind == .zip { request.limit = mirror.canary.isToolchain ? 0 : Self.zipLimit }
    return request
  }

  /// The list came, and names no version but pseudo-versions.
  private var tagsAreMissing: Bool {
    guard let list, list.outcome == .ok else { return false }
    return list.details?.versions.first.map { $0.rank == .pseudo } ?? true
  }

  /// It was silent, out of reach or asked us to stay away; or nothing has come but failures.
  private var isToBeLeftAlone: Bool {
    results.contains(where: \.endsComparison)
      || !results.isEmpty && results.allSatisfy { !$0.outcome.isAlive && !$0.wasStopped }
  }
}

// MARK: - What came of it

extension MirrorComparison {
  /// The newest answer to what go asks first.
  package var leading: ProbeResult? {
    results.last { isLeading($0) && $0.request.trial == .asGo }
  }

  package var list: ProbeResult? { results.last { $0.request.kind == .list } }

  package var zip: ProbeResult? {
    mirror.canary.isToolchain ? nil : results.last { $0.request.kind == .zip }
  }

  private func isLeading(_ result: ProbeResult) -> Bool {
    result.request.kind == mirror.canary.leadingKind
  }

  /// go gets HTTP/2 here; nil where no answer came.
  package var usesHTTP2: Bool? { leading?.connection.httpVersion.map { $0 == "2" } }

  /// The median of the requests by this HTTP on a new or on the open connection, without what this machine added: it
  /// adds most at the beginning, when all mirrors are asked at once. nil where none was answered.
  package func time(http2: Bool, _ use: ConnectionUse) -> Duration? {
    let times = results.filter {
      isLeading($0) && $0.request.use == use && $0.request.trial != .resumed
        && ($0.outcome.isAlive || $0.wasStopped) && !$0.timingsAreUnusable
        && $0.connection.httpVersion.map { $0 == "2" } == http2
    }.compactMap { result in
      result.timings.total.map { $0 - (result.timings.local ?? .zero) }
    }.sorted()
    return times.isEmpty ? nil : times[(times.count - 1) / 2]
  }

  package enum Resumption: Sendable, Hashable {
    case resumed
    /// There was a ticket, and the mirror did not take it.
    case refused
    /// It gives none.
    case noTicket
  }

  /// nil where it was not tried, or no handshake came to its end.
  package var resumption: Resumption? {
    guard let index = results.lastIndex(where: { $0.request.trial == .resumed }),
      results[index].connection.tls != nil, results[index].status != nil
    else { return nil }
    if results[index].details?.isResumed == true { return .resumed }
    let before = results[..<index].last { isLeading($0) && $0.request.use == .cold }
    return before?.connection.tls?.resumable == true ? .refused : .noTicket
  }

  /// The answer whose head tells of caches: that of the zip, else the newest one; nil where none came.
  package var cached: ProbeResult? {
    [zip, leading].compactMap(\.self).first { $0.status != nil && $0.details != nil }
  }

  /// How fast the zip came; nil where none did, or one that is too small to tell.
  package var throughput: Contender.Throughput? {
    var contender = Contender(mirror: mirror)
    contender.roundFinished(zip.map { [$0] } ?? [])
    return contender.throughput
  }

  /// The newest answer that asked us to stay away; nil where none did.
  package var retryAfter: ProbeResult? { results.last { $0.details?.retryAfter != nil } }

  /// The greatest versions that it names, greatest first; nil where that was not measured.
  package var versions: [ListedVersion]? {
    let answers = results.filter {
      [.list, .latest].contains($0.request.kind) && $0.outcome == .ok
    }
    // Those of a list are in order.
    guard answers.count > 1 else { return answers.first.map { $0.details?.versions ?? [] } }
    return Set(answers.flatMap { $0.details?.versions ?? [] }).sorted(by: >)
  }

  /// It has more versions than `versions`.
  package var hasMoreVersions: Bool { list?.details?.hasMoreVersions == true }
}
