import Foundation
import GoRules
import Health
import MirrorLab
import Probing
import Record
import Testing
import Text

/// What go was seen to do with a chain of two entries, and what our own walk says it would do.
struct ConformanceComparison {
  /// The kinds of file that `go mod download` asks for, in order; it stops at the first it cannot get.
  static let kinds: [RequestKind] = [.info, .mod, .zip]

  var run: RealGo.Run
  /// The files that were asked of the second entry, where that is a proxy.
  var secondFiles: Set<LabFile>
  var wentDirect: Bool
  /// What go asks, up to where it stops.
  var walks: [Walk]

  /// `answers` by entry and kind, from probes of the same servers.
  init(
    run: RealGo.Run, secondFiles: Set<LabFile>, wentDirect: Bool, goproxy: String,
    answers: [[RequestKind: Answer]]
  ) throws {
    self.run = run
    self.secondFiles = secondFiles
    self.wentDirect = wentDirect
    let chain = try Chain(parsing: goproxy)
    walks = []
    for kind in Self.kinds {
      let walk = chain.walk(Question(kind, ConformanceBench.canary)) { entry in
        // That go gets there is all that is looked at.
        if chain.entries[entry].isVersionControl { return Answer(.ok) }
        return answers.indices.contains(entry) ? answers[entry][kind] : nil
      }
      walks.append(walk)
      if walk.active == nil || walk.verdict == .direct { break }
    }
  }

  /// Records an issue for each difference, down to the words that go prints.
  func check(secondIsProxy: Bool, _ name: Comment) {
    guard let last = walks.last else { return }
    switch last.verdict {
    case .served, .fallback: #expect(run.exitCode == 0, name)
    case .broken: #expect(run.exitCode == 1, name)
    case .hangs: #expect(run.exitCode == nil, name)
    // There is no version control here, so go gets that far and fails.
    case .direct: #expect(run.exitCode == 1 && wentDirect, name)
    case .unknown: Issue.record("not measured: \(name)")
    }
    if last.verdict != .direct { #expect(!wentDirect, name) }
    if secondIsProxy {
      let asked = walks.filter { walk in walk.steps.contains { $0.entry == 1 } }
      #expect(secondFiles == Set(asked.compactMap { LabFile(rawValue: $0.kind.rawValue) }), name)
    }
    if let error = last.error {
      // Of what it finds after its loop over the list go does not say which module it is of.
      let told = ["go: \(ConformanceBench.canary): \(error)\n", "go: \(error)\n"]
      #expect(told.map(Self.timeless).contains(Self.timeless(run.standardError)), name)
    }
  }

  /// The text without the time of day, which go and our probe read a moment apart, and without their own ports.
  private static func timeless(_ text: String) -> String {
    text.replacing(/current time \S+/, with: "current time NOW")
      .replacing(/127\.0\.0\.1:\d+->/, with: "127.0.0.1:PORT->")
  }
}

extension ConformanceBench {
  static let canary = ModuleVersion(module: "example.com/m1", version: "v1.0.0")

  /// What our own probes find at a mirror, for each kind of file.
  func answers(of mirror: LabMirror, within deadline: Duration) async throws -> [RequestKind:
    Answer]
  {
    let url = try ProxyURL(parsing: mirror.url)
    let requests = ConformanceComparison.kinds.map {
      var request = ProbeRequest($0, canary: Self.canary, use: .cold)
      request.fetch = .always
      return request
    }
    let (results, found) = AsyncStream.makeStream(of: ProbeResult.self)
    let round = ProbeRound(
      mirror: Mirror.ID(rawValue: mirror.url), url: url, requests: requests, timeout: deadline)
    await pool.run(round) { event in
      if let result = event.result { found.yield(result) }
    }
    found.finish()
    var answers: [RequestKind: Answer] = [:]
    for await result in results { answers[result.request.kind] = Answer(result, of: url) }
    return answers
  }
}
