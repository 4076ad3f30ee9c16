import GoRules

/// What is asked where: so that a question without an answer delays no other.
extension MirrorWatch {
  /// Where a request of this mirror is made.
  func lane(of request: ProbeRequest) -> ProbeRound.Lane {
    if !request.isCounted { return .beside }
    return isApart(Question(request.kind, request.canary)) ? .apart(request.kind) : .fresh
  }

  /// An answer that the last round did not wait for is still to come, or what stood behind it.
  var isIncomplete: Bool {
    rest != .none || lanesInFlight.contains { if case .apart = $0 { true } else { false } }
  }

  /// The question is asked on a connection of its own.
  func isApart(_ question: Question) -> Bool { apart.contains(question) }

  /// Of a round, what goes into which lane, those under way excepted.
  mutating func lanes(
    of requests: [ProbeRequest]
  ) -> [(lane: ProbeRound.Lane, requests: [ProbeRequest])] {
    var lanes: [(lane: ProbeRound.Lane, requests: [ProbeRequest])] = []
    for request in requests {
      var request = request
      let lane = lane(of: request)
      if case .apart = lane { request.use = .cold }
      if lane != .fresh, lanesInFlight.contains(lane) { continue }
      if let index = lanes.firstIndex(where: { $0.lane == lane }) {
        lanes[index].requests.append(request)
      } else {
        lanes.append((lane, [request]))
      }
    }
    // One that asks nothing begins and ends like any other.
    if !lanes.contains(where: { $0.lane == .fresh }) { lanes.append((.fresh, [])) }
    lanesInFlight.formUnion(lanes.map(\.lane).filter { $0 != .fresh })
    return lanes
  }

  /// The request of the present round that has been open for too long for the others to wait behind it: it is to be made
  /// once more, apart. nil where there is none.
  mutating func moveOverdue() -> ProbeRequest? {
    guard mirror.service == .proxy,
      let open = openRequests.overdue.first(where: { self.lane(of: $0.request) == .fresh })
    else { return nil }
    let question = Question(open.request.kind, open.request.canary)
    let lane = ProbeRound.Lane.apart(question.kind)
    // Without an answer to this nothing else would have one.
    guard question != own, lanesInFlight.insert(lane).inserted else { return nil }
    apart.insert(question)
    rest = .due
    openRequests.moved(from: .fresh, to: lane)
    var request = open.request
    request.use = .cold
    return request
  }

  /// A result of `question` came after `time`; nil where that is not known: what is answered soon is asked with the others
  /// again.
  mutating func noteLane(of question: Question, _ outcome: RequestOutcome, after time: Duration?) {
    guard !outcome.tookAllPatience, let time, time < OpenRequest.patience else { return }
    apart.remove(question)
  }

  /// A round beside the fresh one has ended.
  mutating func roundFinished(in lane: ProbeRound.Lane) { lanesInFlight.remove(lane) }

  /// A round of what is no proxy.
  mutating func serviceRequests(at now: Timestamp) -> [ProbeRequest] {
    var requests = canaries.map { ProbeRequest(own.kind, canary: $0, use: .cold) }
    guard own.kind == .sumdb else { return requests }
    for index in requests.indices {
      requests[index].provesAnew = cadence.provesAnew(
        Question(.sumdb, requests[index].canary), afterChange: knowledge.wantsProof,
        at: now.monotonic)
    }
    if requests.contains(where: \.provesAnew) { knowledge.wantsProof = false }
    return requests
  }
}
