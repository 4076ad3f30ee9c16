import Dashboard
import Diagnosis
import Foundation
import GoRules
import Health
import Testing
import Text

/// The doctor over the panels.
@Suite struct DoctorPanelTests {
  private static let size = Size(width: 120, height: 40)

  private func press(
    _ key: Key, _ state: inout DashboardState, _ snapshot: Snapshot = Sample.broken
  ) -> [DashboardAction] {
    state.handle(key, snapshot: snapshot, size: Self.size)
  }

  private func screen(_ state: DashboardState, _ size: Size = Self.size) -> String {
    Golden.text(render(Sample.broken, state: state, size: size))
  }

  /// Of the sample's chain, whose first entry fails for zips, or of another mirror alone.
  private static func facts(_ change: (inout Facts) -> Void = { _ in }) -> Facts {
    var snapshot = Sample.broken
    snapshot.mirrors.removeAll { $0.mirror.entry == nil }
    var facts = Facts(snapshot: snapshot)
    facts.go = GoCommand(path: "/usr/local/go/bin/go", version: "go1.27.3")
    facts.names = [
      NameFact(
        host: "goproxy.cn", source: .server("192.0.2.53:53"), answer: .success(["203.0.113.7"]),
        time: .milliseconds(4)),
      NameFact(
        host: "proxy.golang.org", source: .server("192.0.2.53:53"),
        answer: .success(["203.0.113.8"]), time: .milliseconds(5)),
    ]
    facts.reaches = [
      ReachFact(host: "goproxy.cn", port: 443, address: "203.0.113.7", time: .milliseconds(20)),
      ReachFact(host: "proxy.golang.org", port: 443, address: "203.0.113.8"),
      ReachFact(
        host: "proxy.golang.org", port: 443, address: "203.0.113.9", failure: .connectTimedOut),
    ]
    change(&facts)
    return facts
  }

  /// The panel for the mirror in this row of the table, at the end.
  private func ended(_ row: Int, _ state: inout DashboardState) {
    for _ in 0..<row { _ = press(.down, &state) }
    _ = press(.character("D"), &state)
    state.consultation?.take(Self.facts { $0.isComplete = true }, pending: nil, time: .seconds(2))
  }

  @Test("It is called for the selected mirror, and goes when the panel is closed")
  func called() {
    var state = Sample.state()
    let mirrors = Sample.broken.mirrors.map(\.mirror)
    #expect(press(.character("D"), &state) == [.examine(mirrors[0])])
    #expect(screen(state).contains("Doctor: goproxy.cn"))
    #expect(screen(state).contains("examining: 0 steps done"))
    // While it is at work it is not called twice.
    #expect(press(.character("R"), &state) == [])
    #expect(press(.escape, &state) == [.dismissDoctor])
    #expect(state.consultation == nil)
    #expect(!screen(state).contains("Doctor:"))
    ended(2, &state)
    #expect(press(.character("R"), &state) == [.examine(mirrors[2])])
    state.consultation?.fail(Sentence(verbatim: "ca.pem: holds no certificate"))
    #expect(screen(state).contains("✕ ca.pem: holds no certificate"))
    #expect(press(.character("D"), &state) == [])
    #expect(state.consultation == nil)
    // Where go refuses the chain, nothing is selected.
    var refused = Sample.refused
    refused.mirrors = []
    #expect(press(.character("D"), &state, refused) == [.examine(nil)])
    #expect(screen(state).contains("Doctor: the chain"))
  }

  @Test("Of the past it says why not")
  func past() {
    var state = Sample.state()
    state.position = .past
    #expect(press(.character("D"), &state) == [])
    #expect(state.consultation == nil)
    #expect(state.message?.sentence.phrase == .doctorNotInThePast)
  }

  @Test("What is known is shown as it comes")
  func running() {
    var state = Sample.state()
    _ = press(.character("D"), &state)
    var facts = Self.facts()
    facts.snapshot.mirrors = []
    facts.reaches = []
    state.consultation?.take(facts, pending: 2, time: .seconds(1))
    let early = screen(state)
    #expect(early.contains("examining: 4 steps done, 2 to come"))
    #expect(early.contains("✓ names goproxy.cn: 192.0.2.53:53: 203.0.113.7 (4 ms)"))
    // Not known yet.
    for missing in ["advice: none", "the chain: ", "the real go: "] {
      #expect(!early.contains(missing), "\(missing)")
    }
  }

  @Test("What concerns the mirror stands first")
  func order() throws {
    var state = Sample.state()
    ended(0, &state)
    let first = screen(state)
    let own = try #require(first.range(of: "✕ goproxy.cn: body: HTTP/2 stream reset"))
    let elsewhere = try #require(first.range(of: "Elsewhere in the chain"))
    let other = try #require(first.range(of: "proxy.golang.org:443: 1 of its 2 addresses"))
    #expect(own.lowerBound < elsewhere.lowerBound && elsewhere.lowerBound < other.lowerBound)
    #expect(first.contains("the whole chain, as go asks it; first what concerns goproxy.cn"))
    _ = press(.escape, &state)
    ended(1, &state)
    let second = screen(state)
    #expect(second.contains("Doctor: proxy.golang.org"))
    #expect(second.split(separator: "\n").contains { $0.contains("! proxy.golang.org:443: 1 of") })
    let rest = try #require(second.range(of: "Elsewhere in the chain"))
    let stops = try #require(second.range(of: "✕ goproxy.cn: body: HTTP/2 stream reset"))
    #expect(rest.lowerBound < stops.lowerBound)
  }

  @Test("A mirror outside of the chain is examined alone, and that is said")
  func alone() {
    var state = Sample.state()
    for _ in 0..<2 { _ = press(.down, &state) }
    _ = press(.character("D"), &state)
    var facts = Self.facts()
    facts.snapshot.mirrors = Sample.broken.mirrors.filter { $0.mirror.name == "mirrors.aliyun.com" }
    facts.snapshot.walks = []
    facts.reaches = []
    facts.isComplete = true
    state.consultation?.take(facts, pending: nil, time: .milliseconds(1200))
    let seen = screen(state)
    #expect(seen.contains("✓ nothing is wrong with mirrors.aliyun.com"))
    // Later on that is no more than what it was then.
    let now = facts.snapshot.now
    facts.snapshot.now = now.advanced(by: .seconds(-10))
    state.consultation?.take(facts, pending: nil, time: .milliseconds(1200))
    #expect(screen(state).contains("nothing was wrong with mirrors.aliyun.com 10s ago"))
    #expect(!screen(state).contains("✓ nothing"))
    facts.snapshot.now = now
    // Of whom nothing was heard nothing is said.
    facts.snapshot.mirrors[0].latest = [:]
    state.consultation?.take(facts, pending: nil, time: .milliseconds(1200))
    #expect(screen(state).contains("! mirrors.aliyun.com: not measured"))
    #expect(seen.contains("mirrors.aliyun.com alone, as if GOPROXY were only it"))
  }

  @Test("All of it is copied, and scrolled to")
  func copied() throws {
    let small = Size(width: 60, height: 15)
    var state = Sample.state()
    ended(0, &state)
    guard case .copy(let text)? = press(.character("y"), &state).first else {
      Issue.record("nothing is copied")
      return
    }
    #expect(text.hasPrefix("✕ goproxy.cn: body: HTTP/2 stream reset"))
    #expect(
      text.contains("\n  fix  go env -w GOPROXY='https://goproxy.cn|https://proxy.golang.org"))
    #expect(text.contains("\n✓ names goproxy.cn: "))
    #expect(screen(state).contains("copied what the doctor says"))
    #expect(!screen(state, small).contains("the real go"))
    _ = state.handle(.character("G"), snapshot: Sample.broken, size: small)
    #expect(screen(state, small).contains("the real go"))
  }

  @Test("At each size", arguments: [(160, 50), (120, 40), (80, 24), (60, 15), (40, 8)])
  func screens(width: Int, height: Int) {
    let variants = [
      ("", DashboardSettings()), ("chinese-", DashboardSettings(language: .chinese)),
      ("ascii-", DashboardSettings(glyphs: .ascii)),
    ]
    for (variant, settings) in variants {
      var state = DashboardState(settings: settings)
      ended(0, &state)
      let frame = render(
        Sample.broken, state: state, size: Size(width: width, height: height))
      Golden.expect(frame, "doctor-\(variant)\(width)x\(height)")
    }
  }
}
