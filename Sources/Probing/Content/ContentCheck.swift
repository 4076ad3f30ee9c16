import GoRules
import Health

/// What an answer that came whole means to go, and what a person should know of it besides.
package struct ContentCheck {
  /// A 404 that took longer than this hides a fetch that failed.
  static let slowNotFound = Duration.seconds(5)

  package private(set) var outcome: RequestOutcome
  package private(set) var warning: ProbeResult.ContentWarning?
  package private(set) var serverText: ServerText?
  /// The SHA-256 of a sound zip.
  package private(set) var zipDigest: [UInt8]?

  /// `took`: from the start of the exchange to its end. `contentType` as the server sent it.
  package init(
    _ request: ProbeRequest, status: Int, contentType: String?, body: BodyCollector, took: Duration
  ) {
    switch status {
    case 200:
      outcome = .ok
      accept(request, contentType: contentType, body)
    case 404, 410:
      let text = String(decoding: body.content, as: UTF8.self).lowercased()
      var answer = NotFound(status: status)
      if text.contains("timed out") {
        answer.disguise = .fetchTimedOut
      } else if text.contains("bad upstream") {
        answer.disguise = .badUpstream
      } else if took > Self.slowNotFound {
        answer.disguise = .slow
      }
      outcome = .notFound(answer)
    default:
      outcome = .failure(RequestFailure(.processing, .status(status)))
    }
    if status != 200, Self.isPlainText(contentType) {
      serverText = Self.detail(body.content)
    }
  }

  // MARK: 200

  private mutating func accept(
    _ request: ProbeRequest, contentType: String?, _ body: BodyCollector
  ) {
    func refuse(_ cause: FailureCause) -> RequestOutcome {
      .failure(RequestFailure(.transfer, cause))
    }
    if request.kind != .zip, Self.isHTML(contentType, body.content) { warning = .htmlPage }
    switch request.kind {
    case .info, .latest:
      if body.count == 0 {
        outcome = refuse(.empty)
      } else if !body.isWhole {
        outcome = refuse(.tooLarge)
      } else if let info = InfoJSON(body.content) {
        if request.kind == .info, info.version != request.canary.version {
          outcome = refuse(.wrongVersion(ServerText(info.version)))
        }
      } else {
        outcome = refuse(.notJSON)
      }
    case .zip:
      if Self.endsAsZip(body.content) {
        zipDigest = body.finishedDigest()
      } else {
        outcome = refuse(.notZip)
      }
    case .mod:
      if warning == nil, !Self.hasModuleLine(body.content) { warning = .noModuleLine }
    case .list:
      if warning == nil, !Self.hasVersion(body.content) { warning = .emptyList }
    case .sumdb:
      break
    }
  }

  /// A proxy answers no request with HTML: a captive portal or a block page does.
  private static func isHTML(_ contentType: String?, _ body: [UInt8]) -> Bool {
    if mediaType(contentType) == "text/html" { return true }
    let start = body.drop { $0 <= 0x20 || $0 >= 0x80 }.prefix(14)
    let text = String(decoding: start, as: UTF8.self).lowercased()
    return text.hasPrefix("<!doctype html") || text.hasPrefix("<html")
  }

  /// The end-of-central-directory record (APPNOTE.TXT, 4.3.16) stands within the last 64 KiB and 22 bytes.
  private static func endsAsZip(_ tail: [UInt8]) -> Bool {
    let signature: [UInt8] = [0x50, 0x4b, 0x05, 0x06]
    guard tail.count >= 22 else { return false }
    var index = tail.count - 22
    while index >= 0 {
      if tail[index] == signature[0], tail[index..<index + 4].elementsEqual(signature) {
        return true
      }
      index -= 1
    }
    return false
  }

  private static func hasModuleLine(_ body: [UInt8]) -> Bool {
    body.split(separator: UInt8(ascii: "\n")).contains { line in
      let words = line.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
      return words.first?.elementsEqual("module".utf8) == true
    }
  }

  /// A line whose first word looks like `v1.2.3`.
  private static func hasVersion(_ body: [UInt8]) -> Bool {
    body.split(separator: UInt8(ascii: "\n")).contains { line in
      guard let word = line.split(whereSeparator: { $0 == 0x20 || $0 == 0x0d }).first,
        word.first == UInt8(ascii: "v")
      else { return false }
      let numbers = word.dropFirst().split(
        separator: UInt8(ascii: "."), maxSplits: 2, omittingEmptySubsequences: false)
      return numbers.count == 3
        && numbers.allSatisfy { $0.first.map { $0 >= 0x30 && $0 <= 0x39 } ?? false }
    }
  }

  // MARK: Errors

  /// go prints the body of an error only where it is plain text in UTF-8 (web/http.go).
  private static func isPlainText(_ contentType: String?) -> Bool {
    guard mediaType(contentType) == "text/plain", let contentType else { return false }
    for parameter in contentType.split(separator: ";").dropFirst() {
      let parts = parameter.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, trimmed(parts[0]).lowercased() == "charset" else { continue }
      let name = trimmed(parts[1]).trimmingQuotes().lowercased()
      return name == "utf-8" || name == "us-ascii" || name.isEmpty
    }
    return true
  }

  private static func mediaType(_ contentType: String?) -> String? {
    contentType?.split(separator: ";").first.map { trimmed($0).lowercased() }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop { $0 == " " || $0 == "\t" }
    return start.lastIndex { $0 != " " && $0 != "\t" }.map { start[...$0] } ?? ""
  }

  /// At most 8 lines and 648 bytes, up to the first blank line; nothing where it has control characters
  /// (web/api.go `formatErrorDetail`).
  private static func detail(_ body: [UInt8]) -> ServerText? {
    guard let text = String(validating: body.prefix(9 * 81), as: UTF8.self) else { return nil }
    let isPrintable = text.unicodeScalars.allSatisfy {
      switch $0.properties.generalCategory {
      case .control: $0.properties.isWhitespace
      case .format, .surrogate, .privateUse, .unassigned: false
      default: true
      }
    }
    guard isPrintable else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { !$0.allSatisfy(\.isWhitespace) }
    let detail = ServerText(lines.prefix(8).joined(separator: "\n"), limit: 648)
    return detail.text.isEmpty ? nil : detail
  }
}

extension Substring {
  fileprivate func trimmingQuotes() -> Substring {
    count >= 2 && hasPrefix("\"") && hasSuffix("\"") ? dropFirst().dropLast() : self
  }
}
