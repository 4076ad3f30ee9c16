import Dashboard
import GoRules
import Health
import Record
import Testing
import Text

@Suite("Groups of the watch list")
struct GroupTests {
  private static let names = [
    "goproxy.cn", "proxy.golang.org", "mirrors.aliyun.com", "goproxy.io", "athens.corp",
    "nexus.corp",
  ]

  /// Names and headings of the table, from the top; a heading in brackets.
  private func table(
    _ state: DashboardState, _ size: Size = Size(width: 120, height: 40),
    _ snapshot: Snapshot = Sample.grouped
  ) -> [String] {
    let lines = Golden.text(render(snapshot, state: state, size: size)).split(separator: "\n")
    var found: [String] = []
    // The chain above has the same names.
    let own = lines.drop { !$0.hasPrefix("╭─ 2 ") }
    for line in own.prefix(while: { !$0.hasPrefix("=") }) {
      let cells = line.split(whereSeparator: { " │▾▴".contains($0) })
      if cells.count >= 2, cells[0] == "──" {
        found.append("[\(cells[1])]")
      } else if let name = Self.names.first(where: { cells.dropFirst().first == $0[...] }),
        ["1▶", "1", "2", "+"].contains(cells[0])
      {
        found.append(name)
      }
    }
    return found
  }

  private func press(_ keys: String, _ state: inout DashboardState) {
    for key in keys {
      _ = state.handle(
        .character(key), snapshot: Sample.grouped, size: Size(width: 120, height: 40))
    }
  }

  @Test("The chain first, then each group under its heading")
  func headings() {
    #expect(
      table(DashboardState()) == [
        "[chain]", "goproxy.cn", "proxy.golang.org", "[public]", "mirrors.aliyun.com",
        "goproxy.io", "[private]", "athens.corp", "[watched]", "nexus.corp",
      ])
    let chinese = DashboardState(settings: DashboardSettings(language: .chinese))
    #expect(table(chinese).filter { $0.hasPrefix("[") }.last == "[另行监视]")
    #expect(
      !table(DashboardState(), Size(width: 120, height: 40), Sample.broken).contains("[chain]"))
  }

  @Test("Sorting is within each group, and so is the reverse")
  func sorting() {
    var state = DashboardState()
    press(">", &state)
    let sorted = [
      "[chain]", "goproxy.cn", "proxy.golang.org", "[public]", "goproxy.io",
      "mirrors.aliyun.com", "[private]", "athens.corp", "[watched]", "nexus.corp",
    ]
    #expect(table(state) == sorted)
    press("r", &state)
    #expect(
      table(state) == [
        "[chain]", "proxy.golang.org", "goproxy.cn", "[public]", "mirrors.aliyun.com",
        "goproxy.io", "[private]", "athens.corp", "[watched]", "nexus.corp",
      ])
  }

  @Test("A group is found by its name; one without a match has no heading")
  func filter() {
    var state = DashboardState()
    press("/public", &state)
    #expect(table(state) == ["[public]", "mirrors.aliyun.com", "goproxy.io"])
  }

  @Test("The selection passes over the headings, by keys and by clicks")
  func selection() {
    let size = Size(width: 120, height: 40)
    var state = DashboardState()
    press("jj", &state)
    #expect(state.selection == Sample.grouped.mirrors[2].id)
    press("k", &state)
    #expect(state.selection == Sample.grouped.mirrors[1].id)
    let lines = Golden.text(render(Sample.grouped, state: state, size: size))
      .split(separator: "\n", omittingEmptySubsequences: false)
    let heading = lines.firstIndex { $0.contains("── private ") } ?? 0
    func click(_ y: Int) {
      let event = MouseEvent(.press, x: 10, y: y)
      _ = state.handle(.mouse(event), snapshot: Sample.grouped, size: size)
    }
    click(heading)
    #expect(state.selection == Sample.grouped.mirrors[1].id)
    click(heading + 1)
    #expect(state.selection == Sample.grouped.mirrors[3].id)
  }

  @Test("On small screens the headings give way to the mirrors")
  func small() {
    for (width, height) in [(60, 15), (40, 8), (80, 20)] {
      let frame = Golden.text(
        render(
          Sample.grouped, state: DashboardState(), size: Size(width: width, height: height)))
      #expect(!frame.contains("── private ──"), "\(width)x\(height)")
      #expect(frame.contains("goproxy.cn"))
    }
  }

  @Test("The heading of the names is whole, however short they are")
  func shortNames() {
    var snapshot = Sample.served
    for index in snapshot.mirrors.indices { snapshot.mirrors[index].mirror.name = "m\(index)" }
    let frame = Golden.text(
      render(snapshot, state: DashboardState(), size: Size(width: 120, height: 40)))
    #expect(frame.contains("#  mirror state"))
  }

  @Test("Golden", arguments: [(120, 40), (80, 24), (60, 15)])
  func golden(width: Int, height: Int) {
    Golden.expect(
      render(Sample.grouped, state: DashboardState(), size: Size(width: width, height: height)),
      "grouped-\(width)x\(height)")
  }
}
