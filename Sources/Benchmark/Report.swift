/// One row of the table: a figure of ours beside the yardstick measured in the same run.
struct Figure {
  /// What was measured, with its unit.
  var name: String
  var measured: String
  /// What it is compared with, and what that measured; nil where nothing else does the same.
  var yardstick: String?
  /// Ours divided by the yardstick's.
  var ratio: Double?
  /// What the project wants of it; nil where it is only told.
  var target: String?

  init(
    _ name: String, _ measured: String, yardstick: String? = nil, ratio: Double? = nil,
    target: String? = nil
  ) {
    self.name = name
    self.measured = measured
    self.yardstick = yardstick
    self.ratio = ratio
    self.target = target
  }
}

/// What one part of the benchmark found.
struct Report {
  var title: String
  var figures: [Figure] = []
  /// How it was measured, a sentence each.
  var notes: [String] = []

  init(_ title: String) { self.title = title }

  /// A heading, a table and the notes, as README takes them.
  var markdown: String {
    var text = "### \(title)\n\n"
    text += "| figure | measured | yardstick | ratio | target |\n|---|---|---|---|---|\n"
    for figure in figures {
      let ratio = figure.ratio.map { decimal($0, $0 < 0.1 ? 3 : 2) + " x" } ?? ""
      text += "| \(figure.name) | \(figure.measured) | \(figure.yardstick ?? "") | \(ratio)"
      text += " | \(figure.target ?? "") |\n"
    }
    for note in notes { text += "\n\(note)\n" }
    return text
  }
}

/// `value` with that many digits after the point.
func decimal(_ value: Double, _ digits: Int) -> String {
  guard value.isFinite else { return "\(value)" }
  var scale = 1
  for _ in 0..<digits { scale *= 10 }
  let scaled = Int((value.magnitude * Double(scale)).rounded())
  let sign = value < 0 && scaled > 0 ? "-" : ""
  if digits == 0 { return sign + "\(scaled)" }
  let fraction = String(scaled % scale)
  let zeros = String(repeating: "0", count: digits - fraction.count)
  return sign + "\(scaled / scale).\(zeros)\(fraction)"
}

/// A duration in the unit in which it is easy to read: `0.93 ms`, `61 us`.
func readable(_ duration: Duration) -> String {
  let microseconds =
    Double(duration.components.seconds) * 1e6
    + Double(duration.components.attoseconds) * 1e-12
  switch microseconds.magnitude {
  case ..<100: return decimal(microseconds, 1) + " us"
  case ..<10_000: return decimal(microseconds / 1e3, 3) + " ms"
  case ..<1_000_000: return decimal(microseconds / 1e3, 1) + " ms"
  default: return decimal(microseconds / 1e6, 2) + " s"
  }
}

/// Bytes in MiB.
func mebibytes(_ bytes: Int) -> String { decimal(Double(bytes) / 1_048_576, 1) + " MiB" }

/// The value below which a share of `sorted` lies: nearest rank (rank ceil(share x n)); nil for none.
func percentile<Value>(_ share: Double, of sorted: [Value]) -> Value? {
  guard !sorted.isEmpty else { return nil }
  let rank = Int((share * Double(sorted.count)).rounded(.up))
  return sorted[min(max(rank, 1), sorted.count) - 1]
}
