import Dashboard
import GoRules
import Health
import Probing
import Text

/// What the real go did, as JSON has it.
struct RulingsReport: Encodable {
  /// nil where nothing can be told.
  @Nullable var agrees: Bool?
  @Nullable var ms: Double?
  /// Why go could not be run; nil where it was.
  @Nullable var failure: String?
  /// One for each canary.
  var modules: [RulingReport]

  init(_ hearing: Result<RefereeReport, Referee.Failure>) {
    switch hearing {
    case .success(let report):
      agrees = report.agrees
      ms = report.time.roundedMilliseconds
      modules = report.rulings.map(RulingReport.init)
    case .failure(let problem):
      failure = problem.text
      modules = []
    }
  }
}

struct RulingReport: Encodable {
  var module: String
  @Nullable var agrees: Bool?
  /// `works`, `fails` or `waits`.
  var go: String
  @Nullable var error: String?
  @Nullable var partsAt: PartingReport?

  struct PartingReport: Encodable {
    var kind: String
    var url: String
    /// What the probe met: `ok`, `not_found`, `failure` or `hang`.
    var probe: String
    /// What go met: a status, go's text, or nothing so far.
    @Nullable var goStatus: Int?
    @Nullable var goError: String?
  }

  init(_ ruling: Ruling) {
    module = ruling.module.description
    agrees = ruling.agrees
    switch ruling.go {
    case .works: go = "works"
    case .fails(let text):
      go = "fails"
      error = text.text
    case .waits: go = "waits"
    }
    partsAt = ruling.parting.map { parting in
      var report = PartingReport(
        kind: parting.kind.rawValue, url: parting.url, probe: parting.ours.word)
      switch parting.go {
      case .status(let status): report.goStatus = status
      case .failed(let text): report.goError = text.text
      case .none: break
      }
      return report
    }
  }
}
