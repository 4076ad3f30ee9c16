import Dashboard
import ProxyHealth
import Testing

@Suite("Golden screens")
struct ScreenTests {
  static let rungs: [(String, Int, Int)] = [
    ("160x50", 160, 50), ("120x40", 120, 40), ("80x24", 80, 24), ("60x15", 60, 15),
    ("40x8", 40, 8), ("60x1", 60, 1), ("20x1", 20, 1), ("8x1", 8, 1),
  ]

  @Test("A chain with a broken zip, at each rung of the size ladder", arguments: rungs)
  func broken(name: String, width: Int, height: Int) {
    let frame = render(
      Sample.broken, state: DashboardState(), size: Size(width: width, height: height))
    Golden.expect(frame, "broken-\(name)")
  }
}
