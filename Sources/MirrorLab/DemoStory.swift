import GoRules
import Platform

/// A story on embedded mirrors: what `goproxytop demo` watches, without any network.
package final class DemoStory: Sendable {
  package let story: Story
  /// One per actor, in the order of the story.
  package let mirrors: [LabMirror]
  /// The chain, as it would stand in GOPROXY.
  package let goproxy: String
  /// For each mirror, as `--resolve` takes it, and for the host of the module's own page.
  package let resolveOverrides: [String]

  /// The database that all mirrors carry, as it would stand in GOSUMDB.
  package let gosumdb: String

  private let lab: MirrorLab
  /// Somebody plays faults by hand, and the story waits.
  private let isDirected = Locked(false)

  /// Starts the mirrors, all well.
  package init(_ story: Story = .standard) throws(LabError) {
    self.story = story
    lab = try MirrorLab()
    let modules = ["v0.10.0", "v0.11.0", "v0.12.0"].map {
      LabModule("golang.org/x/sync", $0, padding: 40_000)
    }
    let database = try LabDatabase(name: "sum.golang.org", modules: modules)
    gosumdb = database.key.written
    var mirrors: [LabMirror] = []
    for actor in story.actors {
      let mirror = try lab.addMirror(
        name: actor.host, host: actor.host,
        modules: actor.isBehind ? Array(modules.prefix(1)) : modules, database: database)
      mirror.delays = actor.delays
      mirrors.append(mirror)
    }
    self.mirrors = mirrors
    var chain = ""
    for (actor, mirror) in zip(story.actors, mirrors) {
      if let separator = actor.separator { chain += mirror.url + String(separator) }
    }
    goproxy = chain + "direct"
    let page = try lab.addMirror(host: "golang.org")
    resolveOverrides =
      mirrors.map(\.resolveOverride) + ["golang.org:443:\(page.address):\(page.port)"]
  }

  /// The root that the mirrors' certificates lead to: the content of a CA file.
  package var certificateAuthorityPEM: String { lab.certificateAuthorityPEM }

  package var watched: [LabMirror] {
    zip(story.actors, mirrors).filter { $0.0.separator == nil }.map(\.1)
  }

  /// Puts each mirror into its condition `time` after the beginning.
  package func apply(at time: Duration) {
    isDirected.withLock { isDirected in
      if !isDirected { set(story.conditions(at: time)) }
    }
  }

  /// Has the mirror of this host play a fault, and all others be well; the story waits until it is let go on.
  /// - Returns: false where there is no such mirror, and nothing was changed.
  package func play(_ kind: FaultKind?, on host: String) -> Bool {
    guard mirrors.contains(where: { $0.host == host }) else { return false }
    isDirected.withLock { isDirected in
      isDirected = true
      var conditions = Story(actors: story.actors, steps: [], length: story.length)
        .conditions(at: .zero)
      if let kind { conditions[host]?.fault = kind.fault }
      set(conditions)
    }
    return true
  }

  /// Lets the story go on, from its next step.
  package func goOn() { isDirected.withLock { $0 = false } }

  /// The story is played, not faults by hand.
  private var isPlaying: Bool { isDirected.withLock { !$0 } }

  private func set(_ conditions: [String: Story.Condition]) {
    for mirror in mirrors {
      guard let condition = conditions[mirror.host] else { continue }
      if mirror.delays != condition.delays { mirror.delays = condition.delays }
      if mirror.fault != condition.fault { mirror.fault = condition.fault }
    }
  }

  /// Plays the story, `speed` times as fast as written, over and over until the task is cancelled.
  ///
  /// `tell` is called with each step when it has happened.
  package func run(speed: Double = 1, tell: @Sendable (Story.Step) -> Void = { _ in }) async {
    let clock = ContinuousClock()
    let start = clock.now
    var begin = Duration.zero
    while !Task.isCancelled {
      for step in story.steps {
        guard await Self.sleep(until: start + (begin + step.at) / speed, clock) else { return }
        apply(at: step.at)
        if isPlaying { tell(step) }
      }
      begin += story.length
      guard await Self.sleep(until: start + begin / speed, clock) else { return }
      apply(at: .zero)
    }
  }

  /// False where the task was cancelled before.
  private static func sleep(
    until deadline: ContinuousClock.Instant, _ clock: ContinuousClock
  ) async -> Bool {
    do {
      try await clock.sleep(until: deadline)
      return true
    } catch {
      return false
    }
  }

  /// Ends the mirrors. Again: no effect.
  package func close() { lab.close() }
}
