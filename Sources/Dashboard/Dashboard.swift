import ProxyHealth

/// Draws the whole screen: a pure function, cheap enough for every change.
///
/// `snapshot` is the newest one; while the display is frozen, `state` holds the one that is shown.
package func render(_ snapshot: Snapshot, state: DashboardState, size: Size) -> Frame {
  var frame = Frame(size: size)
  for (x, scalar) in "goproxytop".unicodeScalars.enumerated() {
    frame.set(Cell(scalar, role: .title), x: x, y: 0)
  }
  return frame
}
