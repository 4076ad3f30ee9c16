import Platform

/// A scripted course of events on a few mirrors: plain data, of which the standard one lasts ten minutes.
package struct Story: Sendable, Hashable {
  /// One mirror of the story, and how it is when it is well.
  package struct Actor: Sendable, Hashable {
    /// The name of its host; below `.example`, which can exist nowhere (RFC 2606).
    package var host: String
    package var delays: Delays
    /// What stands after it in the chain; nil for one that is watched only.
    package var separator: Character?
    /// It has the oldest versions alone.
    package var isBehind = false
  }

  /// One change, and the sentence that tells it.
  package struct Step: Sendable, Hashable {
    /// Since the beginning.
    package var at: Duration
    package var host: String
    package var fault: Fault
    /// nil: as when it is well.
    package var delays: Delays?
    package var turn: Turn
    /// What it plays, where that was asked for by name; nil in a story.
    package var kind: FaultKind?
  }

  /// What a step tells of its mirror.
  package enum Turn: Sendable, Hashable, CaseIterable {
    case growsSlow, isItselfAgain, goesDown, isBack, stopsAtComma, servesAgain, flaps
    case servesForAMoment, certificateExpires, hasNewCertificate, resetsZips, sendsWholeZips
    case isSilent, answersAgain
    /// Of a fault that was asked for.
    case faultBegins, faultEnds
  }

  /// In the order of the chain.
  package var actors: [Actor]
  /// In the order of time.
  package var steps: [Step]
  /// When it begins again.
  package var length: Duration

  /// How a mirror is at a moment.
  package struct Condition: Sendable, Hashable {
    package var fault: Fault
    package var delays: Delays
  }

  /// The condition of each mirror, by host, `time` after the beginning; the story repeats.
  package func conditions(at time: Duration) -> [String: Condition] {
    var conditions: [String: Condition] = [:]
    for actor in actors {
      conditions[actor.host] = Condition(fault: .none, delays: actor.delays)
    }
    let moment = Duration.nanoseconds(time.inNanoseconds % length.inNanoseconds)
    for step in steps where step.at <= moment {
      guard let well = actors.first(where: { $0.host == step.host }) else { continue }
      conditions[step.host] = Condition(fault: step.fault, delays: step.delays ?? well.delays)
    }
    return conditions
  }
}

extension Story {
  /// Ten minutes in which each panel comes to life.
  package static let standard = Story(
    actors: [
      Actor(
        host: "goproxy.example", separator: "|", tls: 12, firstByte: 14, body: 1),
      Actor(
        host: "mirror.campus.example", separator: ",", tls: 24, firstByte: 28, body: 2),
      Actor(
        host: "athens.corp.example", separator: "|", tls: 6, firstByte: 45, body: 4,
        isBehind: true),
      Actor(
        host: "sum.backup.example", separator: ",", tls: 90, firstByte: 110, body: 8),
      Actor(host: "edge.example", separator: nil, tls: 5, firstByte: 4, body: 0),
    ],
    steps: (slowness + outage + brokenChain + flapping + certificate + zipReset + silence)
      .sorted { $0.at < $1.at },
    length: .seconds(600))

  private static let slowness = [
    Step(
      at: .seconds(30), host: "goproxy.example", fault: .none,
      delays: Delays(tls: .milliseconds(160), firstByte: .milliseconds(1400)),
      turn: .growsSlow),
    Step(90, "goproxy.example", .none, .isItselfAgain),
  ]

  private static let outage = [
    Step(120, "goproxy.example", .refused, .goesDown),
    Step(240, "goproxy.example", .none, .isBack),
  ]

  private static let brokenChain = [
    Step(165, "mirror.campus.example", .status(502, "upstream unavailable"), .stopsAtComma),
    Step(210, "mirror.campus.example", .none, .servesAgain),
  ]

  private static let flapping = stride(from: 255, to: 330, by: 15).flatMap { second in
    [
      Step(second, "sum.backup.example", .status(503, "no workers available"), .flaps),
      Step(second + 7, "sum.backup.example", .none, .servesForAMoment),
    ]
  }

  private static let certificate = [
    Step(345, "athens.corp.example", .certificate(.expired), .certificateExpires),
    Step(450, "athens.corp.example", .none, .hasNewCertificate),
  ]

  private static let zipReset = [
    Step(
      360, "goproxy.example", .answer(.streamReset(code: 2, inBody: true), only: .zip), .resetsZips),
    Step(495, "goproxy.example", .none, .sendsWholeZips),
  ]

  private static let silence = [
    Step(510, "goproxy.example", .answer(.silence), .isSilent),
    Step(555, "goproxy.example", .none, .answersAgain),
  ]
}

extension Story.Actor {
  /// Delays in milliseconds.
  fileprivate init(
    host: String, separator: Character?, tls: Int, firstByte: Int, body: Int,
    isBehind: Bool = false
  ) {
    self.host = host
    self.separator = separator
    self.isBehind = isBehind
    delays = Delays(
      tls: .milliseconds(tls), firstByte: .milliseconds(firstByte), body: .milliseconds(body))
  }
}

extension Story.Step {
  /// A change of the fault alone.
  fileprivate init(_ second: Int, _ host: String, _ fault: Fault, _ turn: Story.Turn) {
    self.init(at: .seconds(second), host: host, fault: fault, delays: nil, turn: turn)
  }
}
