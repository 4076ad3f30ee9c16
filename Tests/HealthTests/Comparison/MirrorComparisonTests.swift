import GoRules
import Health
import Testing

/// Which requests a comparison makes of a mirror, and what it makes of their results.
@Suite struct MirrorComparisonTests {
  private static let base = ProxyURL(scheme: .https, host: "a.example")

  /// How a mirror answers.
  private struct Model {
    var version = "2"
    var outcome: (ProbeRequest) -> RequestOutcome = { _ in .ok }
    var milliseconds: (ProbeRequest) -> Int = { _ in 10 }
    var versions = ["v1.0.0"]
    var resumes = true
    var tickets = true
    var retryAfter: Duration?

    func result(of request: ProbeRequest) -> ProbeResult {
      var result = ProbeResult(
        mirror: Mirror.ID(base), request: request,
        startedAt: Timestamp(monotonic: .zero, wall: .zero), outcome: outcome(request), status: 200)
      result.timings.total = .milliseconds(milliseconds(request) + 5)
      result.timings.local = .milliseconds(5)
      result.connection.httpVersion = request.trial == .http1 ? "1.1" : version
      result.connection.tls = TLSFacts(version: "TLSv1.3", resumable: tickets)
      result.retryAfter = retryAfter
      var details = AnswerDetails()
      details.isResumed = request.trial == .resumed && tickets && resumes
      if request.kind == .list || request.kind == .latest {
        details.versions = versions.compactMap { ListedVersion($0) }
      }
      result.details = details
      return result
    }
  }

  /// The rounds, one word a request; and the comparison at its end.
  private func run(
    _ model: Model, scheme: ProxyURL.Scheme = .https, canary: ModuleVersion = .standard
  ) -> (rounds: [String], comparison: MirrorComparison) {
    let url = ProxyURL(scheme: scheme, host: "a.example")
    var comparison = MirrorComparison(Mirror(url: url, canary: canary))
    var rounds: [String] = []
    while let requests = comparison.nextRound() {
      rounds.append(
        requests.map { request in
          let trial =
            switch request.trial {
            case .none: "?"
            case .asGo: ""
            case .http1: "-http1"
            case .resumed: "-resumed"
            case .carriage: "-carriage"
            }
          return "\(request.kind.rawValue)-\(request.use.rawValue)\(trial)"
        }.joined(separator: " "))
      for request in requests { comparison.take(model.result(of: request)) }
      if rounds.count > 20 { break }
    }
    return (rounds, comparison)
  }

  private static let go = "info-cold info-warm"
  private static let content = "info-cold list-warm zip-warm info-cold-resumed"
  private static let http1 = "info-cold-http1 info-warm-http1"

  @Test func asksEachThingOnce() {
    #expect(
      run(Model()).rounds == [Self.go, Self.content, Self.http1, Self.go, Self.http1, Self.http1])
  }

  /// What go gets is HTTP/1.1 already.
  @Test func aMirrorWithoutHTTP2IsNotAskedTwice() {
    let (rounds, comparison) = run(Model(version: "1.1"))
    #expect(rounds == [Self.go, Self.content, Self.go])
    #expect(comparison.usesHTTP2 == false)
    #expect(comparison.time(http2: true, .cold) == nil)
    #expect(comparison.time(http2: false, .cold) == .milliseconds(10))
  }

  @Test func withoutTLSNothingIsResumed() {
    let (rounds, comparison) = run(Model(version: "1.1"), scheme: .http)
    #expect(rounds == [Self.go, "info-cold list-warm zip-warm", Self.go])
    #expect(comparison.resumption == nil)
  }

  @Test func withoutTagsTheLatestIsAskedFor() {
    for versions in [[], ["v0.0.0-20200102030405-abcdefabcdef"]] {
      #expect(run(Model(versions: versions)).rounds[2] == "latest-cold")
    }
  }

  @Test func ofAToolchainNoZipIsRead() {
    let canary = ModuleVersion(
      module: "golang.org/toolchain", version: "v0.0.1-go1.27.0.linux-amd64")
    var comparison = MirrorComparison(Mirror(url: Self.base, canary: canary))
    while let requests = comparison.nextRound() {
      for request in requests {
        #expect(request.kind == .zip && request.limit == 0)
        comparison.take(Model().result(of: request))
      }
    }
    #expect(comparison.zip == nil && comparison.leading != nil)
  }

  /// One silence, one refusal, or a word to stay away is enough.
  @Test func aMirrorInTroubleIsLeftAlone() {
    let unavailable = RequestOutcome.failure(RequestFailure(.processing, .status(503)))
    let models = [
      Model(outcome: { _ in .hang(.processing) }),
      Model(outcome: { _ in .failure(RequestFailure(.connect, .refused)) }),
      Model(outcome: { _ in unavailable }),
      Model(outcome: { $0.use == .cold ? .ok : unavailable }, retryAfter: .seconds(30)),
    ]
    for model in models { #expect(run(model).rounds == [Self.go]) }
    // A list that fails says nothing of the rest.
    let rounds = run(Model(outcome: { $0.kind == .list ? unavailable : .ok })).rounds
    #expect(rounds.count == 6)
    // A 404 is an answer.
    let lacking = RequestOutcome.notFound(NotFound(status: 404))
    #expect(run(Model(outcome: { _ in lacking })).rounds.count == 6)
  }

  /// Three samples each; the median of 10, 11, 12 and of 20, 21, 22.
  @Test func timesAreMedians() {
    var count = 0
    var model = Model()
    model.milliseconds = { request in
      count += 1
      let base = request.trial == .http1 ? 2000 : 1000
      return request.use == .cold && request.trial != .resumed ? base + count : base / 10 + count
    }
    let comparison = run(model).comparison
    // go's: 1st, 3rd and 9th request; HTTP/1.1: 7th, 11th and 13th.
    #expect(comparison.time(http2: true, .cold) == .milliseconds(1003))
    #expect(comparison.time(http2: false, .cold) == .milliseconds(2011))
    // On the open connection: 2nd and 10th; 8th, 12th and 14th.
    #expect(comparison.time(http2: true, .warm) == .milliseconds(102))
    #expect(comparison.time(http2: false, .warm) == .milliseconds(212))
  }

  @Test func resumption() {
    #expect(run(Model()).comparison.resumption == .resumed)
    #expect(run(Model(resumes: false)).comparison.resumption == .refused)
    #expect(run(Model(tickets: false)).comparison.resumption == .noTicket)
  }
}
