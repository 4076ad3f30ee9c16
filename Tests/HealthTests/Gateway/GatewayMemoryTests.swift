import GoRules
import Health
import Testing

/// What a gateway takes as known, for how long, and what it does where go comes back.
struct GatewayMemoryTests {
  /// go comes back: where it was sent it was not served. What it gets now passes through.
  @Test func askedAgainNothingIsTakenAsKnown() throws {
    var lab = try GatewayLab(GatewayTests.comma)
    func again(_ path: String) -> String { "/again" + path }
    func sent(_ answer: GatewayAnswer?) -> String? {
      answer.map { $0.result.isServed ? $0.name ?? "" : "\($0.status)" }
    }
    #expect(sent(lab.get(GatewayTests.info)) == "a.example")
    // It is asked again, and of a zip the zip.
    lab.answersByKind["a.example zip"] = .status(502)
    #expect(sent(lab.get(GatewayTests.archive)) == "a.example")
    #expect(sent(lab.get(again(GatewayTests.archive))) == "b.example")
    #expect(
      lab.asked == [
        "a.example info x.example/m@v1.0.0", "a.example zip x.example/m@v1.0.0",
        "b.example \(GatewayTests.archive)",
      ])
    // A refusal that is meant for the zip alone is not evaded, either.
    lab.answersByKind["a.example zip"] = .status(403)
    #expect(sent(lab.get(again("/x.example/n/@v/v1.0.0.zip"))) == "403")
    lab.answers["a.example"] = .reset
    #expect(sent(lab.get(again(GatewayTests.mod))) == "b.example")
    // What one lacks it lacks.
    lab = try GatewayLab(GatewayTests.comma)
    lab.answers = ["a.example": .status(404), "b.example": .status(404)]
    #expect(sent(lab.get(GatewayTests.info)) == "404")
    #expect(sent(lab.get(again(GatewayTests.info))) == "404")
    #expect(lab.asked.count == 2)
  }

  /// An entry that answers, but whose answers break off under go: the gateway itself does not see that.
  @Test func goIsSentElsewhereThanWhereItComesBackFrom() throws {
    var lab = try GatewayLab(GatewayTests.comma)
    #expect(lab.result(GatewayTests.archive) == "https://a.example")
    let answer = lab.get("/again" + GatewayTests.archive)
    #expect(answer?.name == "b.example")
    #expect(answer?.passed == [GatewayAnswer.Passed(name: "a.example", outcome: .ok)])
    #expect(answer?.verdict == .passedThrough)
    // For others who were sent there, too.
    #expect(lab.get("/again" + GatewayTests.archive)?.name == "b.example")
    // Another file says nothing of it, nor does a new download of the same.
    #expect(lab.get("/again" + GatewayTests.mod)?.name == "a.example")
    #expect(lab.result(GatewayTests.archive) == "https://a.example")
    // A refusal by the entry itself counts, as ever, and where nobody else has it go is sent there again.
    lab.answersByKind["a.example zip"] = .status(403)
    #expect(lab.get("/again" + GatewayTests.archive)?.status == 403)
    lab = try GatewayLab(GatewayTests.comma)
    lab.answers["b.example"] = .status(404)
    #expect(lab.result(GatewayTests.archive) == "https://a.example")
    #expect(lab.get("/again" + GatewayTests.archive)?.name == "a.example")
    // As at any other failure that is not to be evaded.
    lab = try GatewayLab(GatewayTests.comma, evaded: [.timeout])
    #expect(lab.result(GatewayTests.archive) == "https://a.example")
    #expect(lab.get("/again" + GatewayTests.archive)?.name == "a.example")
  }

  @Test func whoFailedIsNotTrustedForAMinute() throws {
    var lab = try GatewayLab("https://a.example")
    lab.answersByKind["a.example list"] = .status(502)
    #expect(lab.result("/x.example/m/@v/list") == "502 failed a.example")
    for path in [GatewayTests.info, GatewayTests.mod, GatewayTests.archive] {
      #expect(lab.result(path) == "https://a.example")
    }
    #expect(lab.asked.count == 4)
    lab.now += .seconds(61)
    for path in [GatewayTests.info, GatewayTests.mod, GatewayTests.archive] {
      #expect(lab.result(path) == "https://a.example")
    }
    #expect(lab.asked.count == 5)
  }

  @Test func whatOneLacksIsNotAskedAgainForAWhile() throws {
    var lab = try GatewayLab(GatewayTests.comma)
    lab.answers["a.example"] = .status(404)
    for path in [GatewayTests.info, GatewayTests.mod, GatewayTests.archive] {
      #expect(lab.result(path) == "https://b.example")
    }
    #expect(lab.asked.count == 2)
    lab.answers["a.example"] = .ok
    lab.now += .seconds(11)
    #expect(lab.result(GatewayTests.info) == "https://a.example")
  }

  /// What befalls one file once lets no other past a refusal.
  @Test(arguments: [AssumedOutcome.truncated, .reset, .hang])
  func oneFailureHidesNoRefusal(failure: AssumedOutcome) throws {
    var lab = try GatewayLab(GatewayTests.comma)
    lab.answers["a.example"] = failure
    #expect(lab.result(GatewayTests.info) == "https://b.example")
    lab.answers["a.example"] = .status(403)
    #expect(lab.result("/x.example/n/@v/v1.0.0.info") == "403 failed a.example")
  }

  @Test func failuresFarApartAreNoneInARow() throws {
    var lab = try GatewayLab(GatewayTests.comma)
    for _ in 0..<2 {
      lab.now += .seconds(3600)
      lab.answers["a.example"] = .truncated
      #expect(lab.result(GatewayTests.info) == "https://b.example")
    }
    lab.answers["a.example"] = .status(403)
    #expect(lab.result("/x.example/n/@v/v1.0.0.info") == "403 failed a.example")
  }

  @Test func silenceIsPaidForTwice() throws {
    var lab = try GatewayLab(GatewayTests.comma)
    lab.answers["a.example"] = .hang
    let start = lab.now
    for number in 0..<50 {
      #expect(lab.result("/x.example/m/@v/v1.0.\(number).info") == "https://b.example")
    }
    #expect(lab.now - start == .seconds(4))
    // After ten seconds it is asked again, unless the monitor knows that it is silent still.
    lab.gateway.standings[Mirror.ID(rawValue: "https://a.example")] = GatewayStanding(
      trouble: .hang(.processing))
    lab.now += .seconds(11)
    #expect(lab.result(GatewayTests.info) == "https://b.example")
    #expect(lab.now - start == .seconds(15))
    // It has seen it alive: no more waiting for ten seconds to pass.
    lab.answers["a.example"] = .ok
    lab.gateway.standings[Mirror.ID(rawValue: "https://a.example")] = GatewayStanding(
      aliveAt: lab.now)
    #expect(lab.result("/x.example/m/@v/v2.0.0.info") == "https://a.example")
  }

  @Test func memoryAloneMakesNothingFail() throws {
    var lab = try GatewayLab("https://a.example,https://b.example,direct")
    lab.answers = ["a.example": .refused, "b.example": .status(502)]
    #expect(lab.result(GatewayTests.info) == "502 failed b.example")
    // Both are back within the time in which a failure is remembered.
    lab.answers = [:]
    #expect(lab.result(GatewayTests.info) == "https://a.example")
    // What the monitor says is not the last word, either.
    lab = try GatewayLab(GatewayTests.comma)
    for host in ["a", "b"] {
      lab.gateway.standings[Mirror.ID(rawValue: "https://\(host).example")] = GatewayStanding(
        trouble: .failure(RequestFailure(.connect, .refused)))
    }
    lab.answers["a.example"] = .status(404)
    #expect(lab.result(GatewayTests.info) == "https://b.example")
  }

  /// However long the others are silent, who failed lately is asked in the end.
  @Test func whoIsBackIsFoundBehindTheSilent() throws {
    var lab = try GatewayLab("\(GatewayTests.comma),https://c.example")
    lab.answers = ["a.example": .status(404), "b.example": .status(404), "c.example": .refused]
    _ = lab.result(GatewayTests.info)
    lab.answers = ["a.example": .hang, "b.example": .hang]
    #expect(lab.result("/x.example/n/@v/v1.0.0.info") == "https://c.example")
  }

  @Test func oneFileThatFailsSaysNothingOfTheOthers() throws {
    var lab = try GatewayLab(GatewayTests.comma)
    lab.answersByKind["a.example list"] = .status(502)
    #expect(lab.result("/x.example/m/@v/list") == "https://b.example")
    #expect(lab.result(GatewayTests.info) == "https://a.example")
  }
}
