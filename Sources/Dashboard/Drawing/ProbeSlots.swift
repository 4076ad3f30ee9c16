import GoRules
import Health

/// Probe results put into slots of equal length, newest last: what sparklines and charts draw.
///
/// A slot without a sample is nil: it is drawn as a gap, never bridged. Slots lie fast on the clock, so
/// that a chart moves by whole slots and does not shimmer.
struct ProbeSlots {
  struct Slot {
    /// Index of the slowest good sample; nil where none was good.
    var slowest: Int?
    /// Index of the newest failed sample; nil where none failed.
    var failed: Int?
  }
  /// Oldest first.
  private(set) var slots: [Slot?]
  /// The time from the left edge to the right one.
  let span: Duration

  private static let spans: [Duration] = [120, 300, 900, 3600, 14_400, 86_400].map {
    .seconds($0)
  }

  /// `results` oldest first. A slot is never shorter than `interval`: where `window` has fewer rounds than
  /// there are places, each takes several; where there is more room than that, older ones are shown too.
  init(
    _ results: [ProbeResult], slots count: Int, now: Timestamp, interval: Duration,
    within window: Window
  ) {
    slots = Array(repeating: nil, count: max(0, count))
    guard count > 0, let last = results.indices.last else {
      span = min(.seconds(120), window.length)
      return
    }
    let age = max(.seconds(120), now.since(results[0].startedAt))
    let wanted = min(window.length, Self.spans.first { $0 >= age } ?? window.length).seconds
    let slot = max(0.001, interval.seconds, wanted / Double(count))
    let breadth = max(1, count / max(1, Int((wanted / slot).rounded(.up))))
    let whole = slot * Double(count) / Double(breadth)
    span = .milliseconds(Int64((abs(whole - wanted) < wanted / 10 ? wanted : whole) * 1000))

    let isCurrent = now.since(results[last].startedAt) <= interval * 2
    let end = Self.slot(isCurrent ? results[last].startedAt : now, slot)
    let places = (count + breadth - 1) / breadth
    slots = Array(repeating: nil, count: places)
    var newer: Int?
    for index in results.indices.reversed() {
      let position = Self.slot(results[index].startedAt, slot) - end + places - 1
      if position < 0 { break }
      if position < places {
        add(results, index, at: position)
        bridge(results, index, newer, at: position, interval)
      }
      newer = index
    }
    if breadth > 1 {
      slots = (0..<count).map { slots[places - 1 - (count - 1 - $0) / breadth] }
    }
  }

  private static func slot(_ time: Timestamp, _ length: Double) -> Int {
    Int((time.monotonic.seconds / length).rounded(.down))
  }

  private mutating func add(_ results: [ProbeResult], _ index: Int, at position: Int) {
    var slot = slots[position] ?? Slot()
    if results[index].outcome.isAlive {
      let time = results[index].timings.total ?? .zero
      if slot.slowest.map({ time > (results[$0].timings.total ?? .zero) }) ?? true {
        slot.slowest = index
      }
    } else if slot.failed == nil {
      slot.failed = index
    }
    slots[position] = slot
  }

  /// Rounds are not exactly an interval apart: a slot skipped by two good rounds in a row is no gap.
  private mutating func bridge(
    _ results: [ProbeResult], _ index: Int, _ newer: Int?, at position: Int, _ interval: Duration
  ) {
    guard let newer, position + 1 < slots.count, slots[position + 1] == nil,
      results[newer].startedAt.since(results[index].startedAt) <= interval * 2
    else { return }
    slots[position + 1] = slots[position]
  }
}
