import GoRules
import Testing

/// Every chain of up to three entries with every outcome, against a second, plain transcription of go's
/// loop, and against what must hold of any walk.
struct ExhaustiveWalkTests {
  private static let canary = ModuleVersion(module: "example.com/m1", version: "v1.0.0")
  private static let outcomes: [RequestOutcome?] = [
    nil, .ok, .notFound(NotFound(status: 404)), .failure(RequestFailure(.processing, .status(500))),
    .hang(.processing), .failure(RequestFailure(.transfer, .notZip)),
  ]

  private struct Case {
    var chain: Chain
    var outcomes: [RequestOutcome?]

    func walk(_ kind: RequestKind, _ chain: Chain? = nil) -> Walk {
      (chain ?? self.chain).walk(Question(kind, ExhaustiveWalkTests.canary)) { entry in
        let text = self.chain.entries[entry].isVersionControl ? ServerText("no such page") : nil
        return outcomes[entry].map { Answer($0, cost: .milliseconds(1), goText: text) }
      }
    }
  }

  /// Calls `check` for every case; returns how many there were.
  private func forEachCase(_ check: (Case) -> Void) -> Int {
    var count = 0
    func extend(_ entries: [Chain.Entry], _ outcomes: [RequestOutcome?]) {
      if let last = entries.last {
        if last.separator == nil {
          check(Case(chain: Chain(entries: entries), outcomes: outcomes))
          count += 1
          return
        }
        if entries.count == 3 { return }
      }
      extend(entries + [Chain.Entry(.off)], outcomes + [nil])
      for outcome in Self.outcomes.dropLast() {
        extend(entries + [Chain.Entry(.direct)], outcomes + [outcome])
      }
      let url = ProxyURL(scheme: .http, host: "e\(entries.count).test")
      for separator in [nil, Chain.Separator.comma, .pipe] {
        for outcome in Self.outcomes {
          extend(entries + [Chain.Entry(.proxy(url), separator: separator)], outcomes + [outcome])
        }
      }
    }
    extend([], [])
    return count
  }

  /// What go's functions return: an error and whether it counts as "does not exist".
  private enum Returned: Error {
    case error(String, notExist: Bool)
    case neverReturns
    case notMeasured
    /// The loop is over, go reads the file and fails.
    case failsAfterwards(String)
  }

  private struct Ended: Hashable {
    var verdict: Walk.Verdict
    var active: Int?
    var error: String?
  }

  /// `TryProxies` of modfetch/proxy.go, word for word, and what its two callers make of it.
  private func tryProxies(_ each: Case, _ kind: RequestKind) -> Ended {
    let path = kind == .sumdb ? "sumdb/sum.golang.org/supported" : "example.com/m1/@v/v1.0.0.zip"
    var bestError: (text: String, notExist: Bool)?
    var bestRank = 0
    for (index, entry) in each.chain.entries.enumerated() {
      do throws(Returned) {
        try ask(entry, each.outcomes[index], path, kind)
        if entry.target == .direct { return Ended(verdict: .direct, active: index) }
        return Ended(verdict: index == 0 ? .served : .fallback, active: index)
      } catch {
        switch error {
        case .neverReturns: return Ended(verdict: .hangs)
        case .notMeasured: return Ended(verdict: .unknown)
        case .failsAfterwards(let text):
          return ended((text, false), each, kind)
        case .error(let text, let notExist):
          if entry.target == .direct {
            bestError = (text, notExist)
            bestRank = 2
          } else if bestRank <= 1, !notExist {
            bestError = (text, notExist)
            bestRank = 1
          } else if bestRank == 0 {
            bestError = (text, notExist)
          }
          if entry.separator != .pipe, !notExist { return ended(bestError, each, kind) }
        }
      }
    }
    return ended(bestError, each, kind)
  }

  private func ended(
    _ error: (text: String, notExist: Bool)?, _ each: Case, _ kind: RequestKind
  ) -> Ended {
    guard let error else { return Ended(verdict: .broken) }
    guard kind == .sumdb else { return Ended(verdict: .broken, error: error.text) }
    guard error.notExist else {
      // checkSumDB of modfetch/fetch.go, and Lookup of x/mod/sumdb, put that in front.
      let subject = "verifying go.mod: example.com/m1@v1.0.0/go.mod: "
      return Ended(verdict: .broken, error: subject + error.text)
    }
    // The database itself; the entry that says so is the last, where one does.
    let last = each.chain.entries.count - 1
    return Ended(verdict: .direct, active: each.chain.entries[last].url == nil ? last : nil)
  }

  private func ask(
    _ entry: Chain.Entry, _ outcome: RequestOutcome?, _ path: String, _ kind: RequestKind
  ) throws(Returned) {
    guard let url = entry.url else {
      if kind == .sumdb { throw .error("proxy off", notExist: true) }
      if entry.target == .off {
        throw .error("module lookup disabled by GOPROXY=off", notExist: true)
      }
      switch outcome {
      case nil: throw .notMeasured
      case .ok: return
      case .hang: throw .neverReturns
      case .notFound: throw .error("no such page", notExist: true)
      case .failure: throw .error("no such page", notExist: false)
      }
    }
    switch outcome {
    case nil: throw .notMeasured
    case .ok: return
    case .hang: throw .neverReturns
    case .notFound: throw .error("reading \(url.redacted)/\(path): 404 Not Found", notExist: true)
    case .failure(let failure) where failure.cause == .notZip:
      throw .failsAfterwards("zip: not a valid zip file")
    case .failure:
      throw .error("reading \(url.redacted)/\(path): 500 Internal Server Error", notExist: false)
    }
  }

  @Test(arguments: [RequestKind.zip, .sumdb])
  func agreesWithGosLoop(kind: RequestKind) {
    var differing: [String] = []
    let count = forEachCase { each in
      let walk = each.walk(kind)
      let ended = Ended(verdict: walk.verdict, active: walk.active, error: walk.error)
      if ended != tryProxies(each, kind) {
        differing.append("\(each.chain.redacted) \(each.outcomes): \(ended)")
      }
    }
    // 12 ends of a list; 12 ways to go on from an entry: 12 + 12*12 + 144*12.
    #expect(count == 1884)
    #expect(differing.prefix(5) == [])
  }

  @Test(arguments: RequestKind.allCases)
  func holdsWhatMustHold(kind: RequestKind) {
    var broken: [String] = []
    _ = forEachCase { each in
      let walk = each.walk(kind)
      func require(_ holds: Bool, _ what: String) {
        if !holds { broken.append("\(what): \(each.chain.redacted) \(each.outcomes)") }
      }
      let asked = walk.steps.map(\.entry)
      require(asked == Array(asked.indices), "asks in order, leaving out none")
      require(walk.steps.dropLast().allSatisfy(\.fallsThrough), "goes on only by falling through")
      let endsWell = [.served, .fallback, .direct].contains(walk.verdict)
      require(endsWell == (walk.stop == nil), "stops exactly where it does not end well")
      require((walk.verdict == .broken) == (walk.error != nil), "has an error exactly where broken")
      require(walk.active == nil || walk.active == asked.last, "ends on the last entry asked")
      if walk.steps.contains(where: { $0.outcome == .hang(.processing) }) {
        require(walk.verdict == .hangs, "never goes on after silence")
      }
      var piped = each.chain
      for index in piped.entries.indices where piped.entries[index].separator == .comma {
        piped.entries[index].separator = .pipe
      }
      if endsWell {
        require(
          each.walk(kind, piped).active == walk.active, "a pipe changes nothing that is served")
      }
    }
    #expect(broken.prefix(5) == [])
  }
}
