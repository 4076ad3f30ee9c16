import GoRules

/// An instant vector as Prometheus answers it (`/api/v1/query`), of which only the labels that were asked for are kept.
///
/// Nothing in it is trusted: what is no finite number, or more than is kept, is left out and counted, and labels are cut
/// and freed of control characters.
package struct PrometheusSamples: Sendable, Hashable {
  package struct Sample: Sendable, Hashable {
    /// In the order of the names that were asked for; empty where a label is missing.
    package var labels: [String]
    /// Finite.
    package var value: Double

    package init(_ labels: [String], _ value: Double) {
      self.labels = labels
      self.value = value
    }
  }

  package var samples: [Sample] = []
  /// When it was evaluated, on Prometheus' clock, since 1970; nil where there is no sample to tell it.
  package var time: Duration?
  /// Samples that were left out.
  package var skipped = 0
  /// Prometheus says that not all data could be had.
  package var hasWarnings = false

  package init(_ samples: [Sample] = [], time: Duration? = nil) {
    self.samples = samples
    self.time = time
  }

  /// Bytes of an answer that are read.
  package static let sizeLimit = 16 << 20
  /// Samples that are kept.
  package static let limit = 200_000
  /// Characters of a label that are kept.
  static let labelLimit = 120

  /// Reads the body of an answer.
  package init(
    parsing body: ArraySlice<UInt8>, labels names: [String]
  ) throws(PrometheusTrouble) {
    guard body.count <= Self.sizeLimit else { throw .tooLarge }
    do { try JSONScanner.check(body) } catch { throw .syntax(error.text) }
    var reader = Reader(names: names.map { Array($0.utf8) })
    try reader.readAnswer(body)
    self = reader.samples
  }
}

extension PrometheusSamples {
  /// Reads what is known to be valid JSON.
  fileprivate struct Reader {
    let names: [[UInt8]]
    var samples = PrometheusSamples()

    init(names: [[UInt8]]) { self.names = names }

    mutating func readAnswer(_ body: ArraySlice<UInt8>) throws(PrometheusTrouble) {
      var parts: [String: JSONPiece] = [:]
      guard JSONScanner.fields(of: body, { parts[$0] = $1 }) else { throw .shape }
      samples.hasWarnings =
        parts["warnings"].map { $0.count > 2 && $0.first == UInt8(ascii: "[") } ?? false
      switch parts["status"].flatMap(Self.string) {
      case "success": break
      case "error":
        throw .refused(
          parts["errorType"].flatMap(Self.string) ?? "error",
          parts["error"].flatMap(Self.string) ?? "")
      default: throw .shape
      }
      var data: [String: JSONPiece] = [:]
      guard let part = parts["data"], JSONScanner.fields(of: part, { data[$0] = $1 }),
        let type = data["resultType"].flatMap(Self.string)
      else { throw .shape }
      guard type == "vector" else { throw .type(type) }
      guard let result = data["result"], JSONScanner.elements(of: result, { read(sample: $0) })
      else {
        throw .shape
      }
    }

    private mutating func read(sample: JSONPiece) {
      var labels = [String](repeating: "", count: names.count)
      var value: Double?
      var time: Double?
      let names = names
      let isObject = JSONScanner.fields(of: sample) { name, piece in
        switch name {
        case "metric":
          JSONScanner.rawFields(of: piece) { name, piece in
            guard let index = names.firstIndex(where: { $0[...] == name }) else { return }
            labels[index] = Self.string(piece) ?? ""
          }
        case "value":
          var index = 0
          JSONScanner.elements(of: piece) { element in
            if index == 0 { time = JSONScanner.number(element) }
            if index == 1 { value = Self.string(element).flatMap(Self.number) }
            index += 1
          }
        default: break
        }
      }
      guard isObject, let value, value.isFinite, samples.samples.count < PrometheusSamples.limit
      else {
        samples.skipped += 1
        return
      }
      if samples.time == nil, let time, (0...1e11).contains(time) {
        samples.time = .milliseconds(Int64(time * 1000))
      }
      samples.samples.append(Sample(labels, value))
    }

    /// The text of a label or an error.
    private static func string(_ piece: JSONPiece) -> String? {
      JSONScanner.text(piece, limit: PrometheusSamples.labelLimit)
    }

    /// As Prometheus writes a value: `NaN`, `+Inf`, `1.5e-05`.
    private static func number(_ text: String) -> Double? { Double(text) }
  }
}
