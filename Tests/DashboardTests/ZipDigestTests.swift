import Dashboard
import GoRules
import Health
import Record
import Testing

/// A zip is hashed and dropped: the detail shows its digest, and who serves another one.
@Suite struct ZipDigestTests {
  private func screen(own: UInt8, others: UInt8?) -> String {
    var snapshot = Sample.broken
    for index in snapshot.mirrors.indices {
      let mirror = snapshot.mirrors[index].mirror
      var result = ProbeResult(
        mirror: mirror.id,
        request: ProbeRequest(.zip, canary: .standard, use: .warm), startedAt: Sample.now,
        outcome: .ok)
      result.zipDigest = (index == 0 ? own : others).map { [UInt8](repeating: $0, count: 32) }
      snapshot.mirrors[index].latest[.zip] = result
    }
    let size = Size(width: 160, height: 60)
    var state = Sample.state()
    _ = state.handle(.enter, snapshot: snapshot, size: size)
    return Golden.text(render(snapshot, state: state, size: size))
  }

  @Test func theDigestIsShown() {
    let screen = screen(own: 0x0a, others: 0x0a)
    #expect(screen.contains("SHA-256 0a0a0a0a0a0a0a0a…"))
    #expect(!screen.contains("differs from"))
    #expect(!self.screen(own: 0x0a, others: nil).contains("differs from"))
  }

  @Test func anotherZipOfTheSameVersionIsNamed() {
    let second = Sample.broken.mirrors[1].mirror.name
    let screen = screen(own: 0x0a, others: 0xf0)
    #expect(screen.contains("0a0a…  differs from \(second)"), "\(screen)")
  }
}
