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

  /// A round every 5 s of a mirror that answers everything at once.
  @Test func times() {
    var cadence = Cadence()
    var knowledge = Cadence.Knowledge()
    knowledge.families = [.ipv4, .ipv6]
    var asked: [Question: Duration] = [:]
    var rounds: [String] = []
    for index in 0..<25 {
      let now = Duration.seconds(5 * index)
      let requests = cadence.nextRound(
        canaries: [.standard], knowing: knowledge, at: now, interval: .seconds(5)
      ) { question in
        asked[question].map { Cadence.Standing(.none, age: now - $0) }
          ?? Cadence.Standing(.open, age: nil)
      }
      for request in requests { asked[Question(request.kind, request.canary)] = now }
      rounds.append(words(requests))
      knowledge.keepsConnection = true
    }
    #expect(rounds[0] == "cold warm list mod zip sumdb")
    #expect(rounds[1] == "idle cold warm cold/ipv4 cold/ipv6")
    #expect(rounds[2] == "idle cold warm")
    #expect(rounds[5] == "idle cold warm")
    #expect(rounds[6] == "idle cold warm list mod sumdb")
    #expect(rounds[12] == "idle cold warm list mod zip sumdb")
    #expect(rounds[13] == "idle cold warm cold/ipv4 cold/ipv6")
    #expect(rounds[18] == "idle cold warm list mod sumdb")
    #expect(rounds[24] == "idle cold warm list mod zip sumdb")
  }

  /// Requests of a round in which all was answered `age` ago.
  private func round(
    _ cadence: inout Cadence, _ knowledge: Cadence.Knowledge = Cadence.Knowledge(),
    canaries: [ModuleVersion] = [.standard], age: Duration? = .seconds(5),
    doubt: (Question) -> Cadence.Standing.Doubt = { _ in .none }
  ) -> [ProbeRequest] {
    cadence.nextRound(
      canaries: canaries, knowing: knowledge, at: .seconds(1000), interval: .seconds(5)
    ) { Cadence.Standing(doubt($0), age: age) }
  }

  /// A family that was missing is tried again, though seldom.
  @Test func aMissingFamilyIsTriedAgain() {
    var cadence = Cadence()
    var knowledge = Cadence.Knowledge()
    knowledge.families = [.ipv4, .ipv6]
    knowledge.hasOneFamily = true
    let rounds = (0..<241).map { _ in
      words(round(&cadence, knowledge))
    }
    #expect(rounds.indices.filter { rounds[$0].contains("ipv6") } == [1, 121])
  }

  @Test func whatIsInQuestionIsAskedEachRound() {
    var cadence = Cadence()
    let zip = Question(.zip, .standard)
    for doubt in [Cadence.Standing.Doubt.open, .failing] {
      #expect(words(round(&cadence) { $0 == zip ? doubt : .none }) == "cold warm zip")
    }
    var failing = Cadence.Knowledge()
    failing.isFailing = true
    failing.isHurried = true
    #expect(words(round(&cadence, failing)) == "cold warm list mod zip sumdb")
    var changed = Cadence.Knowledge()
    changed.hasChanged = true
    changed.isHurried = true
    #expect(words(round(&cadence, changed)) == "cold warm zip")
  }

  @Test func anUnreachableMirrorIsAskedTheLeast() {
    var cadence = Cadence()
    var knowledge = Cadence.Knowledge()
    knowledge.isUnreachable = true
    #expect(words(round(&cadence, knowledge) { _ in .open }) == "cold warm")
    #expect(cadence.turn == 0)
  }

  @Test func otherCanariesAreAskedForAll() {
    var cadence = Cadence()
    let other = ModuleVersion(module: "corp.example/m", version: "v1.0.0")
    let requests = round(&cadence, canaries: [.standard, other], age: nil)
    #expect(words(requests.filter { $0.canary == other }) == "list warm mod zip sumdb")
  }
}
