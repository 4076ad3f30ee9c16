import GoRules
import Health
import MirrorLab
import Probing
import Testing

/// A server that refuses streams for a while: go asks again at once, then after 1, 2, 4 s and so on
/// (net/http/internal/http2 `RoundTripOpt`).
@Suite(.timeLimit(.minutes(5))) struct RefusedStreamTests {
  @Test func isAskedAgain() async throws {
    let lab = try MirrorLab()
    let mirror = try lab.addMirror(host: "mirror.test")
    mirror.fault = .answer(.streamReset(code: 7, inBody: false))
    let switching = Task {
      var seen = 0
      for await event in mirror.events() {
        if case .requested = event { seen += 1 }
        if seen == 2 { mirror.fault = .none }
      }
    }
    let results = await lab.probe(
      mirror, [.cold], environment: [:], resolve: [mirror.resolveOverride])
    #expect(results.map(\.outcome) == [.ok])
    // All on one connection, as go has it.
    #expect(mirror.requests.count > 1)
    #expect(Set(mirror.requests.map(\.connection)).count == 1)
    lab.close()
    await switching.value
  }
}
