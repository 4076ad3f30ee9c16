import Dashboard
import GoRules
import Health
import Testing

/// What is not known of a kind takes the green from what is said of all; what is known of several modules names them.
@Suite("What is not measured")
struct UnmeasuredTests {
  private static let kinds = RequestKind.allCases.filter { $0 != .latest }

  /// One mirror that serves all but `kind`, of which nothing is known.
  private func snapshot(without kind: RequestKind) -> Snapshot {
    let unknown = Sample.answer(
      .failure(RequestFailure(.transfer, .notMeasured("a body larger than goproxytop reads"))), 20)
    var answers = Dictionary(uniqueKeysWithValues: Self.kinds.map { ($0, Sample.answer(.ok, 20)) })
    answers[kind] = unknown
    return Sample.snapshot([Sample.Place("a.example", nil, answers)], kinds: Self.kinds)
  }

  private func header(_ snapshot: Snapshot) -> String {
    let size = Size(width: 120, height: 30)
    let text = Golden.text(render(snapshot, state: DashboardState(), size: size))
    return text.split(separator: "\n").first.map(String.init) ?? ""
  }

  @Test("It is said first, and nothing is green", arguments: [RequestKind.zip, .mod, .sumdb])
  func kind(kind: RequestKind) {
    let snapshot = snapshot(without: kind)
    #expect(header(snapshot).contains("? not measured for \(kind) · ▶ a.example"))
    #expect(StatusLine.plain(snapshot) == "▶ a.example ●72ms · \(kind) ? not measured")
    #expect(!StatusLine.tmux(snapshot).contains("green"))
  }

  @Test("Where it is what a mirror is judged by, nothing is being measured any more")
  func info() {
    let snapshot = snapshot(without: .info)
    #expect(header(snapshot).contains("? not measured for info · ▶ a.example"))
    #expect(StatusLine.plain(snapshot).hasPrefix("? a.example: body: not measured: "))
  }

  /// Three modules: of the second `broken` fails, of the third `.info`.
  private func several(broken: [RequestKind], info: RequestOutcome) -> Snapshot {
    var snapshot = snapshot(without: .latest)
    let modules = ["alpha", "beta", "gamma"].map {
      ModuleVersion(module: "corp.example/\($0)", version: "v1.0.0")
    }
    guard let chain = snapshot.chain else { return snapshot }
    snapshot.walks = modules.flatMap { module in
      Self.kinds.map { kind in
        let fails =
          module == modules[1] && broken.contains(kind) || module == modules[2] && kind == .info
        return chain.walk(Question(kind, module)) { _ in
          Sample.answer(fails ? info : .ok, 20)
        }
      }
    }
    return snapshot
  }

  @Test("Each module is named; the same good news of all is one")
  func modules() {
    let failure = RequestOutcome.failure(RequestFailure(.processing, .status(500)))
    let broken = header(several(broken: [.list], info: failure))
    #expect(broken.contains("for beta: list"), "\(broken)")
    #expect(broken.contains("✕ gamma: info"), "\(broken)")
    #expect(broken.contains("▶ alpha: a.example"), "\(broken)")
    let good = header(several(broken: [], info: .ok))
    #expect(good.contains("▶ served by a.example"), "\(good)")
    #expect(good.split(separator: "▶").count == 2, "\(good)")
  }
}
