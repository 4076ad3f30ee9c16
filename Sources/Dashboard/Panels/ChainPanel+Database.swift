import GoRules
import Health
import Text

/// The checksum database where go asks it itself, and what rests on an old answer.
extension ChainPanel {
  /// Where no entry leads there: the checksum database itself.
  static func database(
    _ group: WalkGroup, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    let walk = group.walk
    guard let database = walk.database, let outcome = database.outcome, !outcome.isNotMeasured
    else { return pen.write(scene.say(scene.unmeasured), .unknown, on: &frame) }
    if stale(group, scene, &pen, on: &frame) { return }
    if walk.verdict == .direct {
      pen.write("\(scene.glyphs.active) \(database.name)", .active, on: &frame)
    } else {
      pen.write("\(scene.glyphs.failure) \(database.name) ", .down, on: &frame)
      pen.write(scene.language.text(outcome), .text, on: &frame)
    }
  }

  /// What rests on an answer of long ago; false where nothing does.
  static func stale(
    _ group: WalkGroup, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) -> Bool {
    guard let stale = scene.snapshot.staleness(of: group.walk) else { return false }
    pen.write("\(scene.glyphs.state(.unknown)) \(stale.name) ", .unknown, .bold, on: &frame)
    pen.write(scene.say(.lineStale, stale.age), .text, on: &frame)
    before(group, scene, &pen, on: &frame)
    return true
  }
}
