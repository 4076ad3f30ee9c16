/// What is known of one mirror.
struct MirrorWatch: Sendable {
  var mirror: Mirror
  var cadence = Cadence()
  var measurements = MirrorMeasurements()
  /// What the screen shows, kept up to date.
  var view: MirrorSnapshot

  init(mirror: Mirror) {
    self.mirror = mirror
    view = MirrorSnapshot(mirror: mirror)
  }

  /// A request of this mirror's round has ended.
  mutating func probeFinished(_ result: ProbeResult) {
    let request = result.request
    if request.canary == mirror.canary, request.family == nil, request.use != .idle {
      view.latest[request.kind] = result
    }
    if request.kind == .info, request.canary == mirror.canary {
      switch (request.use, request.family) {
      case (.cold, nil):
        view.lastCold = result
        view.recent.append(result)
        if view.recent.count > 180 { view.recent.removeFirst() }
      case (.cold, let family?): view.byFamily[family] = result
      case (.warm, _): view.lastWarm = result
      case (.idle, _): view.lastIdle = result
      }
    }
    if !result.outcome.isAlive {
      view.failures.insert(result, at: 0)
      if view.failures.count > 32 { view.failures.removeLast() }
    }
  }
}
