import Dashboard
import Fleet
import Health
import Watching

/// What is asked of Prometheus, and when: beside the loop.
extension FleetApp {
  /// How many of those who are gone are asked for at once.
  private static let mostRecalled = 20

  /// Asks how all stands when that is due, and for figures of what came into sight.
  mutating func ask(in group: inout DiscardingTaskGroup, at now: Timestamp) {
    if !isRefreshing, isWanted || now.monotonic >= nextRefresh {
      refresh(in: &group)
    }
    guard !isReadingFigures, !isRefreshing else { return }
    let sight = view.sight(model.snapshot(at: now), size: size)
    guard sight != shownSight else { return }
    shownSight = sight
    var queries: [FleetQuery] = []
    if sight.points != [] {
      queries.append(.latencies(sight.points ?? []))
      if let mirror = sight.mirror { queries.append(.phases(mirror: mirror, sight.points ?? [])) }
    }
    recalled.formIntersection(model.unknownGone)
    let gone = Array(
      model.unknownGone.filter { !recalled.contains($0) }.prefix(Self.mostRecalled))
    if !gone.isEmpty {
      recalled.formUnion(gone)
      queries += [.lastSeen(gone), .lastVerdicts(gone), .lastStates(gone)]
    }
    guard !queries.isEmpty else { return }
    isReadingFigures = true
    ask(queries, then: .figuresRead, in: &group)
  }

  mutating func refresh(in group: inout DiscardingTaskGroup) {
    isRefreshing = true
    isWanted = false
    ask(FleetQuery.regular, then: .refreshed, in: &group)
  }

  /// All at once: none waits for another.
  private func ask(
    _ queries: [FleetQuery], then end: FleetEvent, in group: inout DiscardingTaskGroup
  ) {
    let (source, entrance) = (source, entrance)
    group.addTask {
      await withDiscardingTaskGroup { group in
        for query in queries {
          group.addTask {
            if let answer = await source.ask(query) { entrance.yield(.answered(query, answer)) }
          }
        }
      }
      entrance.yield(end)
    }
  }
}
