import MirrorLab
import Testing

@Suite struct StoryTests {
  private let story = Story.standard

  private func faulty(_ second: Int) -> [String: Fault] {
    story.conditions(at: .seconds(second)).compactMapValues { $0.fault == .none ? nil : $0.fault }
  }

  @Test(
    arguments: [
      (0, [:]),
      (119, [:]),
      (120, ["goproxy.example": .refused]),
      (
        165,
        [
          "goproxy.example": .refused,
          "mirror.campus.example": .status(502, "upstream unavailable"),
        ]
      ),
      (210, ["goproxy.example": .refused]),
      (240, [:]),
      (255, ["sum.backup.example": .status(503, "no workers available")]),
      (262, [:]),
      (345, ["athens.corp.example": .certificate(.expired)]),
      (
        400,
        [
          "athens.corp.example": .certificate(.expired),
          "goproxy.example": .answer(.streamReset(code: 2, inBody: true), only: .zip),
        ]
      ),
      (510, ["goproxy.example": .answer(.silence)]),
      (555, [:]),
      (600, [:]),
      (720, ["goproxy.example": .refused]),
    ] as [(Int, [String: Fault])])
  func hasItsFaults(second: Int, expected: [String: Fault]) {
    #expect(faulty(second) == expected)
  }

  @Test func endsAsItBegan() {
    #expect(story.conditions(at: .seconds(599)) == story.conditions(at: .zero))
    #expect(story.steps == story.steps.sorted { $0.at < $1.at })
    #expect(story.steps.allSatisfy { $0.at < story.length })
    let hosts = Set(story.actors.map(\.host))
    #expect(hosts.count == 5)
    #expect(story.steps.allSatisfy { hosts.contains($0.host) })
  }

  @Test func theSlowMirrorIsSlowForAMinute() throws {
    let slow = try #require(story.conditions(at: .seconds(30))["goproxy.example"])
    #expect(slow.delays.firstByte == .milliseconds(1400))
    let well = try #require(story.conditions(at: .seconds(90))["goproxy.example"])
    #expect(well.delays.firstByte == .milliseconds(14))
  }

  @Test func playsOnMirrorsOfItsNames() async throws {
    let demo = try DemoStory()
    defer { demo.close() }
    #expect(demo.mirrors.map(\.host) == demo.story.actors.map(\.host))
    let ports = demo.mirrors.map(\.port)
    #expect(
      demo.goproxy
        == "https://goproxy.example:\(ports[0])|https://mirror.campus.example:\(ports[1]),"
        + "https://athens.corp.example:\(ports[2])|https://sum.backup.example:\(ports[3]),direct")
    #expect(demo.resolveOverrides[4] == "edge.example:\(ports[4]):127.0.0.1")
    #expect(demo.watched.map(\.host) == ["edge.example"])
    demo.apply(at: .seconds(165))
    #expect(
      demo.mirrors.map(\.fault) == [
        .refused, .status(502, "upstream unavailable"), .none, .none, .none,
      ])
    demo.apply(at: .seconds(600))
    #expect(demo.mirrors.allSatisfy { $0.fault == .none })
  }

  @Test func tellsEachStepAndEndsWhenCancelled() async throws {
    let demo = try DemoStory()
    defer { demo.close() }
    let (told, teller) = AsyncStream.makeStream(of: Story.Step.self)
    let run = Task { await demo.run(speed: 10_000) { teller.yield($0) } }
    var steps: [Story.Step] = []
    for await step in told {
      steps.append(step)
      if steps.count == demo.story.steps.count + 1 { break }
    }
    run.cancel()
    await run.value
    #expect(steps == demo.story.steps + [demo.story.steps[0]])
  }
}
