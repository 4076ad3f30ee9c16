import GoRules
import Health
import Text

/// The chain in one line a module: each kind of request with who serves it, by number, and how old that is.
///
/// ```
/// list ✕ 3s   info ▶1 1s   mod ▶1 3s   zip ✕ 9s   sumdb ▶2 3s        (age of proof)
/// ```
enum KindsLine {
  private struct Item {
    var kind: String
    var mark: String
    var role: Role
    /// The longest first; empty where nothing is measured.
    var ages: [String]
    var isStale: Bool

    func age(_ form: Int) -> String {
      ages.isEmpty || form > 1 ? "" : " " + ages[min(form, ages.count - 1)]
    }

    func columns(_ form: Int) -> Int {
      kind.utf8.count + 1 + CharacterWidth.columns(of: mark) + CharacterWidth.columns(of: age(form))
    }
  }

  static func draw(_ scene: Scene, in rect: Rect, on frame: inout Frame) {
    var canaries: [ModuleVersion] = []
    for group in scene.groups where !canaries.contains(group.walk.canary) {
      canaries.append(group.walk.canary)
    }
    for (row, canary) in canaries.prefix(rect.height).enumerated() {
      var pen = Pen(rect.inset(left: 1, right: 1), row: row, scene.glyphs)
      if canaries.count > 1 {
        let name = canary.module.split(separator: "/").last.map(String.init) ?? canary.module
        pen.column(name, width: min(12, rect.width / 5), .text, on: &frame)
        pen.skip(1)
      }
      let walks = scene.snapshot.walks.filter { $0.canary == canary }
      draw(walks.map { item($0, scene) }, scene, &pen, on: &frame)
    }
  }

  private static func draw(
    _ items: [Item], _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    func columns(_ form: Int) -> Int { items.reduce(0) { $0 + $1.columns(form) } }
    // With ages and how seldom they are renewed, with ages, or without.
    let gaps = max(0, items.count - 1)
    let form = (0...1).first { columns($0) + 2 * gaps <= pen.room } ?? 2
    let gap = gaps == 0 ? 0 : max(1, min(3, (pen.room - columns(form)) / gaps))
    for (index, item) in items.enumerated() {
      if index > 0 { pen.skip(gap) }
      pen.write(item.kind, .text, on: &frame)
      pen.skip(1)
      pen.write(item.mark, item.role, .bold, on: &frame)
      pen.write(item.age(form), item.isStale ? .unknown : .muted, on: &frame)
    }
    let note = "(\(scene.say(.ageOfProof)))"
    let room = pen.room - CharacterWidth.columns(of: note)
    guard form < 2, room >= 3, items.contains(where: { !$0.ages.isEmpty }) else { return }
    pen.skip(room)
    pen.write(note, .muted, on: &frame)
  }

  private static func item(_ walk: Walk, _ scene: Scene) -> Item {
    let (glyph, role) = VerdictLine.mark(walk, scene)
    var mark = String(glyph)
    var shown = role
    if scene.snapshot.isLocal, walk.verdict.isBad {
      (mark, shown) = (String(scene.glyphs.state(.local)), .local)
    } else if walk.verdict == .unknown, !walk.isOpen {
      (mark, shown) = ("?", .unknown)
    } else if let wait = scene.snapshot.wait(of: walk) {
      mark += wait.time
    } else if !walk.verdict.isBad, !walk.isOpen {
      mark += server(of: walk, scene)
    }
    let proof = scene.snapshot.proofAge(of: [walk])
    return Item(
      kind: walk.kind.rawValue, mark: mark, role: shown, ages: proof?.texts ?? [],
      isStale: proof?.isStale == true)
  }

  /// By its number in the list; a checksum database that is asked itself has none.
  private static func server(of walk: Walk, _ scene: Scene) -> String {
    if walk.database != nil { return scene.say(.databaseShort) }
    let number = walk.active.flatMap { scene.snapshot.chain?.number(ofEntry: $0) }
    return number.map(String.init) ?? ""
  }
}
