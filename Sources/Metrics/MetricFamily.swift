import GoRules

/// Samples of one name, with what is said of them.
package struct MetricFamily: Sendable, Hashable {
  package enum Kind: String, Sendable {
    case gauge, counter, histogram
  }

  /// One value. Labels are in the order in which they are written; a value that does not exist has no sample.
  package struct Sample: Sendable, Hashable {
    /// Behind the family's name: `_total`, `_bucket`; empty for nothing.
    package var suffix: String
    package var labels: [Label]
    package var value: Double
  }

  package struct Label: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Without a counter's `_total`.
  package var name: String
  package var kind: Kind
  /// One sentence, without a full stop.
  package var help: String
  package var samples: [Sample] = []

  package init(_ name: String, _ kind: Kind, _ help: String) {
    self.name = name
    self.kind = kind
    self.help = help
  }

  /// Adds the value of a gauge or counter; nothing where it does not exist.
  package mutating func add(_ value: Double?, _ labels: Label...) { add(value, labels) }

  mutating func add(_ value: Double?, _ labels: [Label]) {
    guard let value else { return }
    samples.append(
      Sample(suffix: kind == .counter ? "_total" : "", labels: labels, value: value))
  }

  /// Adds a histogram.
  package mutating func add(_ histogram: Buckets, _ labels: Label...) {
    for (bound, count) in zip(Buckets.bounds, histogram.cumulative) {
      samples.append(
        Sample(
          suffix: "_bucket", labels: labels + [Label("le", Exposition.number(bound))],
          value: Double(count)))
    }
    samples += [
      Sample(suffix: "_sum", labels: labels, value: histogram.sum.seconds),
      Sample(suffix: "_count", labels: labels, value: Double(histogram.count)),
    ]
  }
}
