import GoRules
import Health
import Testing

@Suite struct CadenceTests {
  private func words(_ requests: [ProbeRequest]) -> String {
    requests.map {
      let family = $0.family.map { "/\($0.rawValue)" } ?? ""
      return $0.kind == .info ? $0.use.rawValue + family : $0.kind.rawValue
    }.joined(separator: " ")
  }

  @Test func turns() {
    var cadence = Cadence()
    var knowledge = Cadence.Knowledge()
    knowledge.families = [.ipv4, .ipv6]
    var rounds: [String] = []
    for _ in 0..<61 {
      rounds.append(
        words(
          cadence.nextRound(canaries: [.standard], knowing: knowledge) { _ in
            rounds.isEmpty
          }))
      knowledge.keepsConnection = true
    }
    #expect(rounds[0] == "cold warm list mod zip sumdb")
    #expect(rounds[1] == "idle cold warm cold/ipv4 cold/ipv6")
    #expect(rounds[2] == "idle cold warm")
    #expect(rounds[5] == "idle cold warm")
    #expect(rounds[6] == "idle cold warm list mod sumdb")
    #expect(rounds[13] == "idle cold warm cold/ipv4 cold/ipv6")
    #expect(rounds[54] == "idle cold warm list mod sumdb")
    #expect(rounds[60] == "idle cold warm list mod zip sumdb")
  }

  /// A family that was missing is tried again, though seldom.
  @Test func aMissingFamilyIsTriedAgain() {
    var cadence = Cadence()
    var knowledge = Cadence.Knowledge()
    knowledge.families = [.ipv4, .ipv6]
    knowledge.hasOneFamily = true
    let rounds = (0..<241).map { _ in
      words(cadence.nextRound(canaries: [.standard], knowing: knowledge) { _ in false })
    }
    #expect(rounds.indices.filter { rounds[$0].contains("ipv6") } == [1, 121])
  }

  @Test func whatIsInQuestionIsAskedEachRound() {
    var cadence = Cadence()
    let zip = Question(.zip, .standard)
    let knowledge = Cadence.Knowledge()
    _ = cadence.nextRound(canaries: [.standard], knowing: knowledge) { _ in true }
    #expect(
      words(cadence.nextRound(canaries: [.standard], knowing: knowledge) { $0 == zip })
        == "cold warm zip")
    var failing = knowledge
    failing.isFailing = true
    failing.isHurried = true
    #expect(
      words(cadence.nextRound(canaries: [.standard], knowing: failing) { _ in false })
        == "cold warm list mod zip sumdb")
  }

  @Test func anUnreachableMirrorIsAskedTheLeast() {
    var cadence = Cadence()
    var knowledge = Cadence.Knowledge()
    knowledge.isUnreachable = true
    #expect(
      words(cadence.nextRound(canaries: [.standard], knowing: knowledge) { _ in true })
        == "cold warm")
    #expect(cadence.turn == 0)
  }

  @Test func otherCanariesAreAskedForAll() {
    var cadence = Cadence()
    let other = ModuleVersion(module: "corp.example/m", version: "v1.0.0")
    let requests = cadence.nextRound(
      canaries: [.standard, other], knowing: Cadence.Knowledge()
    ) { _ in true }
    #expect(words(requests.filter { $0.canary == other }) == "list warm mod zip sumdb")
  }
}
