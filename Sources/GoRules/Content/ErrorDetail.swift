/// What go shows of the body of an answer that is not 200: the first lines, where it calls itself plain text
/// (web/api.go `errorDetailBuffer`, `formatErrorDetail`).
package struct ErrorDetail: Sendable {
  private static let lineLimit = 8
  private static let byteLimit = 8 * 81
  /// go looks at 8 KiB at a time, and at all of those in which the first eight lines do not end.
  private static let readSize = 8 << 10
  /// Kept at most; what go would look at beyond cannot be shown any more, though it may spoil what is.
  private static let keptLimit = 64 << 10

  /// Otherwise go does not read the body at all.
  package let isPlainText: Bool
  private var bytes: [UInt8] = []

  /// `contentType`: the field's value; empty for none.
  package init(contentType: some Sequence<UInt8>) {
    isPlainText = MediaType(Array(contentType)[...]).isPlainText
  }

  package mutating func take(_ piece: UnsafeRawBufferPointer) {
    guard isPlainText else { return }
    bytes.append(contentsOf: piece.prefix(Self.keptLimit - bytes.count))
  }

  /// The lines that go shows, parted by a line end and a tab; empty for none.
  package var text: String {
    let shown = bytes.prefix(lookedAt)
    guard let text = String(validating: shown, as: UTF8.self),
      text.unicodeScalars.allSatisfy(Self.isShown)
    else { return "" }
    var detail = ""
    let lines = shown.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if GoText.trimmed(line).isEmpty { break }
      if index > 0 { detail += "\n\t" }
      if index >= Self.lineLimit { return detail + "[Truncated: too many lines.]" }
      if detail.utf8.count + line.count > Self.byteLimit {
        return detail + "[Truncated: too long.]"
      }
      detail += line.text
    }
    return detail
  }

  private var lookedAt: Int {
    var lines = 0
    var end = 0
    while end < bytes.count, lines < Self.lineLimit {
      let piece = bytes[end...].prefix(Self.readSize)
      end += piece.count
      // Of a read the lines up to the limit count, and its last byte.
      let most = Self.lineLimit - lines
      let ends = piece.dropLast().filter { $0 == 0x0A }.prefix(most - 1).count
      lines += ends + (piece.last == 0x0A ? 1 : 0)
    }
    return end
  }

  /// `unicode.IsGraphic` or `unicode.IsSpace`.
  private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    GoText.isSpace(scalar) || GoText.isPrintable(scalar)
      || scalar.properties.generalCategory == .spaceSeparator
  }

  /// go's text for a status that is not 200, its first word included (web/api.go `HTTPError`).
  ///
  /// `url`: the first one, redacted; `status`: with its reason, as the server sent it.
  package static func goText(url: String, status: String, detail: String) -> String {
    if detail.isEmpty { return "reading \(url): \(status)" }
    let separator = detail.utf8.contains(0x0A) ? "\n\t" : " "
    return "reading \(url): \(status)\n\tserver response:\(separator)\(detail)"
  }
}
