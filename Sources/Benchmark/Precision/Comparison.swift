/// Errors of one tool's figures against the capture.
struct Comparison {
  /// Absolute errors of each phase.
  private var connect: [Duration] = []
  private var tls: [Duration] = []
  private var processing: [Duration] = []
  /// Exchanges that were compared.
  private(set) var count = 0
  /// Results without an exchange of their own in the capture, or without usable times.
  var unmatched = 0

  /// Compares one exchange with what the tool said of it; a phase it did not tell counts as unmatched.
  mutating func add(
    _ exchange: CapturedExchange, connect: Duration?, tls: Duration?, processing: Duration?
  ) {
    guard let connect, let tls, let processing else {
      unmatched += 1
      return
    }
    count += 1
    self.connect.append(magnitude(connect - exchange.connect))
    self.tls.append(magnitude(tls - exchange.tls))
    self.processing.append(magnitude(processing - exchange.processing))
  }

  private func magnitude(_ difference: Duration) -> Duration {
    difference < .zero ? .zero - difference : difference
  }

  /// A row per phase: our errors beside libcurl's.
  static func figures(
    _ load: Precision.Load, _ ours: Comparison, _ curls: Comparison
  ) -> [Figure] {
    let phases: [(String, [Duration], [Duration])] = [
      ("connect", ours.connect, curls.connect), ("tls", ours.tls, curls.tls),
      ("first byte", ours.processing, curls.processing),
    ]
    return phases.map { name, ours, curls in
      let ours = ours.sorted()
      let curls = curls.sorted()
      var ratio: Double?
      if let our = percentile(0.5, of: ours), let curl = percentile(0.5, of: curls) {
        ratio = our / curl
      }
      return Figure(
        "\(load.description): \(name)", summary(ours),
        yardstick: "libcurl's own: \(summary(curls))",
        ratio: ratio, target: load.target)
    }
  }

  private static func summary(_ sorted: [Duration]) -> String {
    guard let median = percentile(0.5, of: sorted), let high = percentile(0.99, of: sorted) else {
      return "none"
    }
    return "\(readable(median)) / \(readable(high))"
  }
}
