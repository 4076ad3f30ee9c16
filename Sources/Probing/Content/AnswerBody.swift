import GoRules
import Health

/// The body of an answer as it comes in, decoded: what go would make of it, and what a person should know besides.
///
/// Large, and changed in place.
package final class AnswerBody {
  /// Read of any body but a zip; go reads on, whatever there is. A proxy's answers have a few kilobytes.
  package static let limit = 8 << 20
  /// The same of a zip, of which go reads 500 MiB.
  package static let zipLimit = 64 << 20

  private let status: Int
  private let contentType: String?
  private var content: BodyCheck
  /// Of a status for which cmd/go reads on: nil.
  private var detail: ErrorDetail?
  private let isZip: Bool
  private let isMod: Bool
  private let tellsVersions: Bool
  /// Where go would keep the zip; nil where that is not known.
  private let place: ModuleCache.Place?
  /// Of a zip that go would take.
  private let digest: ContentDigest?

  /// `contentType` as the server sent it; `proxy`: the base URL, redacted; `moduleCache`: go's, nil for none.
  /// `sums`: the sum of a `.mod` or zip is asked for.
  package init(
    _ request: ProbeRequest, status: Int, contentType: String?, proxy: String,
    moduleCache: ModuleCache?, sums: Bool = false
  ) {
    self.status = status
    self.contentType = contentType
    // Only what go reads as content is checked as that.
    let kind: RequestKind = Self.isSuccess(status) ? request.kind : .mod
    tellsVersions = request.trial != .none
    content = BodyCheck(
      Question(kind, request.canary), proxy: proxy, sums: sums && Self.isSuccess(status),
      versions: tellsVersions)
    detail = Self.isSuccess(status) ? nil : ErrorDetail(contentType: (contentType ?? "").utf8)
    isZip = kind == .zip
    isMod = kind == .mod
    place = isZip ? moduleCache?.place(of: request.canary) : nil
    digest = isZip ? ContentDigest() : nil
  }

  /// The statuses for which cmd/go reads on (web/api.go `Response.Err`).
  package static func isSuccess(_ status: Int) -> Bool { status == 200 || status == 0 }

  /// go reads the body to its end: as content, or for the server's words. It closes any other one at once.
  package var isRead: Bool { detail?.isPlainText ?? true }

  /// Bytes taken.
  package var count: Int { content.count }

  /// Takes the next piece; false where go would read no further, or we do not.
  package func take(_ piece: UnsafeRawBufferPointer) -> Bool {
    let goesOn = content.take(piece)
    detail?.take(piece)
    digest?.take(piece)
    return goesOn && count <= (isZip ? Self.zipLimit : Self.limit)
  }

  /// The cause where no more of it is taken: a bound of ours, beyond which go reads on.
  package static let tooLarge = FailureCause.notMeasured("a body larger than goproxytop reads")

  /// The cause where the request's own limit allows no more of it; `size`: nil where the server did not declare it.
  package static func overLimit(_ limit: Int, of size: Int?) -> FailureCause {
    let kilobytes = size.map { "of \($0 / 1000) kB" } ?? "of over \(limit / 1000) kB"
    return .notMeasured("a zip \(kilobytes), until 256 kB a minute add up to that; R reads it now")
  }

  /// What the whole of it means to go. `took`: from the start of the exchange to its end.
  package func check(took: @autoclosure () -> Duration) -> ContentCheck {
    guard let detail else { return accepted }
    var check = ContentCheck(
      outcome: .failure(RequestFailure(.processing, .status(status))))
    if status == 404 || status == 410 {
      check.outcome = .notFound(NotFound(status: status, disguise: disguise(took())))
    }
    check.detail = detail.text
    if !detail.text.isEmpty { check.serverText = ServerText(detail.text, limit: 648) }
    return check
  }

  /// A 404 that took longer than this hides a fetch that failed.
  private static let slowNotFound = Duration.seconds(5)

  private func disguise(_ took: Duration) -> NotFound.Disguise? {
    NotFound.Disguise(saying: String(decoding: content.beginning, as: UTF8.self))
      ?? (took > Self.slowNotFound ? .slow : nil)
  }

  private var accepted: ContentCheck {
    var check = ContentCheck(outcome: .ok)
    let content = content
    let verdict = content.verdict(place: place)
    check.sum = verdict.sum
    if let failure = verdict.failure {
      check.outcome = .failure(RequestFailure(.transfer, cause(of: failure)))
      check.goText = failure.goText
    } else {
      check.zipDigest = digest?.finished()
    }
    check.warning = warning(content)
    if tellsVersions, let list = content.versions {
      let (versions, isAll) = list.greatest(AnswerDetails.mostVersions)
      (check.versions, check.hasMoreVersions) = (versions, !isAll)
    } else if tellsVersions {
      check.versions = content.latest.map { [$0] } ?? []
    }
    return check
  }

  private func cause(of failure: ContentFailure) -> FailureCause {
    switch failure {
    case .info where content.count == 0: .empty
    case .info: .notJSON
    case .wrongVersion(let version): .wrongVersion(ServerText(version))
    case .zip(let fault, _):
      fault.kind == .notZip ? .notZip : .badZip(ServerText(fault.text))
    case .zipTooLarge: .tooLarge
    case .notMeasured(.infoTooLarge): .notMeasured("more JSON than goproxytop reads")
    case .notMeasured(.zip): .notMeasured("a zip larger than goproxytop follows")
    }
  }

  private func warning(_ content: BodyCheck) -> ProbeResult.ContentWarning? {
    if isZip { return nil }
    if isCalledHTML || content.looksLikeHTML { return .htmlPage }
    if let versions = content.versions {
      return versions.tagged + versions.pseudo == 0 && !versions.isUncertain ? .emptyList : nil
    }
    if !isMod { return nil }
    if !content.hasModuleLine { return .noModuleLine }
    return content.declaresOtherModule ? .otherModule : nil
  }

  private var isCalledHTML: Bool {
    let space: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    let type = (contentType ?? "").utf8.prefix { $0 != UInt8(ascii: ";") }.drop(while: space)
    let name = "text/html".utf8
    return type.dropFirst(name.count).allSatisfy(space)
      && type.prefix(name.count).map { $0 | 0x20 }.elementsEqual(name)
  }
}
