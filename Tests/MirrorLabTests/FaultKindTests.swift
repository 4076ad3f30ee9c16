import MirrorLab
import Testing

@Suite struct FaultKindTests {
  @Test(arguments: FaultKind.allCases) func playsOnTheFirstMirrorAndEnds(kind: FaultKind) {
    let story = Story.playing(kind)
    let host = story.actors[0].host
    #expect(story.conditions(at: .zero)[host]?.fault == Fault.none)
    #expect(story.conditions(at: .seconds(8))[host]?.fault == kind.fault)
    #expect(story.conditions(at: .seconds(89))[host]?.fault == kind.fault)
    #expect(story.conditions(at: .seconds(90))[host]?.fault == Fault.none)
    #expect(story.conditions(at: .seconds(8)).values.count { $0.fault != .none } == 1)
    // Each is told by its own name.
    #expect(FaultKind.allCases.count { $0.fault == kind.fault } == 1)
  }

  @Test func theStoryWaitsWhileFaultsArePlayed() throws {
    let demo = try DemoStory()
    defer { demo.close() }
    demo.apply(at: .seconds(120))
    #expect(demo.mirrors[0].fault == .refused)
    #expect(demo.play(.http502, on: "edge.example"))
    #expect(demo.mirrors.map(\.fault) == [.none, .none, .none, .none, FaultKind.http502.fault])
    demo.apply(at: .seconds(120))
    #expect(demo.mirrors[0].fault == .none)
    #expect(!demo.play(.silence, on: "a.example"))
    #expect(demo.mirrors[4].fault == FaultKind.http502.fault)
    #expect(demo.play(nil, on: "edge.example"))
    #expect(demo.mirrors.allSatisfy { $0.fault == .none })
    demo.goOn()
    demo.apply(at: .seconds(120))
    #expect(demo.mirrors[0].fault == .refused)
  }
}
