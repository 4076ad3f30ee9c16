import GoRules
import Health

/// A report as rows of plain values, for CSV and JSON.
package struct ReportTable: Sendable, Hashable {
  package enum Value: Sendable, Hashable {
    case text(String)
    /// Rounded to six decimals where it is written.
    case number(Double)
    case absent
  }
  /// snake_case, as in JSON.
  package var columns: [String]
  /// As many values each as there are columns.
  package var rows: [[Value]]

  package init(columns: [String], rows: [[Value]] = []) {
    self.columns = columns
    self.rows = rows
  }

  /// RFC 4180, harmless in a spreadsheet: a header line, CRLF, quotes where they are needed; what is absent is empty.
  package var csv: String {
    columns.map(Self.quoted).joined(separator: ",") + "\r\n" + rows.map(Self.line).joined()
  }

  /// One row of it.
  package static func line(_ row: [Value]) -> String {
    row.map { quoted($0.cell) }.joined(separator: ",") + "\r\n"
  }

  private static func quoted(_ field: String) -> String {
    let needsQuotes = field.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 10 || $0 == 13
    }
    if !needsQuotes { return field }
    var text = "\""
    // By scalars: a quote with an accent over it is one character.
    for scalar in field.unicodeScalars { text += scalar == "\"" ? "\"\"" : String(scalar) }
    return text + "\""
  }
}

extension ReportTable.Value {
  /// Without quotes; empty for what is absent.
  package var plain: String {
    switch self {
    case .text(let text): text
    case .number(let number): Self.decimal(number)
    case .absent: ""
    }
  }

  /// As a spreadsheet shall take it: text that it would compute stands behind an apostrophe.
  fileprivate var cell: String {
    guard case .text(let text) = self, let first = text.utf8.first else { return plain }
    let isFormula = "=+-@\t\r".utf8.contains(first)
    return isFormula ? "'" + text : text
  }

  /// At most six decimals, without an exponent: `12.5`, `300`.
  private static func decimal(_ number: Double) -> String {
    let millionths = Int64((abs(number) * 1e6).rounded())
    let fraction = String(millionths % 1_000_000 + 1_000_000).dropFirst()
    var text = (number < 0 && millionths > 0 ? "-" : "") + "\(millionths / 1_000_000)"
    if millionths % 1_000_000 != 0 {
      text += "." + fraction
      while text.hasSuffix("0") { text.removeLast() }
    }
    return text
  }
}

extension Failover.Place {
  /// The name of the mirror, `direct`, or the verdict with what stops the walk: `broken at a.example`.
  package var text: String {
    switch self {
    case .mirror(_, let name): name
    case .direct: "direct"
    case .nowhere(let verdict, let name):
      name.map { "\(verdict.rawValue) at \($0)" } ?? verdict.rawValue
    }
  }
}

extension AvailabilitySubject {
  /// The mirror's URL, or the chain's request kind and canary.
  package var text: String {
    switch self {
    case .mirror(let id): id.rawValue
    case .chain(let kind, let canary): "chain \(kind.rawValue) \(canary)"
    }
  }
}
