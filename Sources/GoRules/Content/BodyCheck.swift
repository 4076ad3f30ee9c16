/// The body of a 200, checked as go checks it, as it comes in.
///
/// What go reads without looking at it (`.mod`, the checksum database's `supported`) is never at fault.
package struct BodyCheck: Sendable {
  /// JSON that is read; go knows no limit. Real answers have less than a kilobyte.
  package static let infoLimit = 1 << 20
  /// Kept of a body of any kind but zip, for a look at what it seems to be.
  package static let beginningLimit = 64 << 10

  private let question: Question
  private let proxy: String
  /// Bytes taken.
  package private(set) var count = 0
  /// The first `beginningLimit` bytes; of `.info` and `@latest` up to `infoLimit`; empty for a zip.
  package private(set) var beginning: [UInt8] = []
  private var zip: ZipCheck?
  private var list: VersionList?
  /// Of a `.mod` whose sum is asked for.
  private var digest: SHA256?

  /// `proxy`: its base URL, redacted, as go quotes it in a text. `sums`: the sum of a `.mod` or zip is asked for.
  /// `versions`: so are those of a list, and not only their number.
  package init(_ question: Question, proxy: String, sums: Bool = false, versions: Bool = false) {
    self.question = question
    self.proxy = proxy
    if question.kind == .zip { zip = ZipCheck(question.canary, sums: sums) }
    if question.kind == .mod, sums { digest = SHA256() }
    if question.kind == .list { list = VersionList(keeping: versions) }
  }

  /// Takes the next piece; false once go reads no further, which is a failure for `failure` to name.
  package mutating func take(_ piece: UnsafeRawBufferPointer) -> Bool {
    count += piece.count
    if zip != nil {
      zip?.take(piece)
      return count <= ZipCheck.downloadLimit
    }
    list?.take(piece)
    digest?.take(piece)
    beginning.append(contentsOf: piece.prefix(max(0, keptLimit - beginning.count)))
    return true
  }

  private var keptLimit: Int {
    switch question.kind {
    case .info, .latest: Self.infoLimit
    case .list, .mod, .sumdb, .zip: Self.beginningLimit
    }
  }

  /// After the last byte, and at most once: what go says to the content; nil where it takes it. `place`: see
  /// `ZipFault.goText`.
  package func failure(place: ModuleCache.Place? = nil) -> ContentFailure? {
    verdict(place: place).failure
  }

  /// The same, with the sum of a `.mod` or zip as in go.sum: nil where it was not asked for, or go would not come to
  /// compare it.
  package func verdict(
    place: ModuleCache.Place? = nil
  ) -> (failure: ContentFailure?, sum: ModuleSum?) {
    switch question.kind {
    case .info, .latest: return (infoFailure, nil)
    case .mod: return (nil, digest.map { ModuleSum(ofMod: $0.finished()) })
    case .list, .sumdb: return (nil, nil)
    case .zip:
      guard count <= ZipCheck.downloadLimit else { return (.zipTooLarge, nil) }
      guard let (verdict, sum) = zip?.verdict() else { return (nil, nil) }
      return switch verdict {
      case .sound: (nil, sum)
      case .fault(let fault): (.zip(fault, place: place), sum)
      case .notMeasured(let reason): (.notMeasured(.zip(reason)), sum)
      }
    }
  }

  private var infoFailure: ContentFailure? {
    if count > Self.infoLimit { return .notMeasured(.infoTooLarge) }
    do throws(RevInfo.Fault) {
      let info = try RevInfo(beginning)
      if question.kind == .info, info.version != question.canary.version,
        ModulePath.mustMatch(question.canary)
      {
        return .wrongVersion(info.version)
      }
      return nil
    } catch {
      return .info(error, proxy: proxy)
    }
  }

  /// Of `@v/list`, after the last byte; nil for any other kind.
  package var versions: VersionList? {
    guard var list else { return nil }
    list.finish()
    return list
  }

  /// Of `@latest`, after the last byte: the version that it names; nil for none, and for any other kind.
  package var latest: ListedVersion? {
    guard question.kind == .latest, count <= Self.infoLimit else { return nil }
    return (try? RevInfo(beginning)).flatMap { ListedVersion($0.version) }
  }

  /// Of `.mod`: a line that begins with `module`; without one go will refuse to parse what it has taken.
  package var hasModuleLine: Bool {
    beginning.split(separator: 0x0A).contains {
      GoText.fields($0, limit: 1).first?.elementsEqual("module".utf8) == true
    }
  }

  /// Of `.mod`: its module line, written in the usual way, names another module; go will refuse to build with what it has
  /// taken.
  package var declaresOtherModule: Bool {
    for line in beginning.split(separator: 0x0A) {
      let fields = GoText.fields(line, limit: 3)
      guard fields.first?.elementsEqual("module".utf8) == true else { continue }
      guard fields.count > 1, fields.count == 2 || fields[2].starts(with: "//".utf8) else {
        return false
      }
      var path = fields[1].text
      if path.utf8.count > 2, path.hasPrefix("\""), path.hasSuffix("\"") {
        path = String(path.dropFirst().dropLast())
      }
      let isUsual = !path.contains { "()\"`\\".contains($0) } && !path.contains("//")
      return isUsual && path != question.canary.module
    }
    return false
  }

  /// The content begins like HTML, which no proxy sends: a captive portal or a block page does.
  package var looksLikeHTML: Bool {
    let start = beginning.drop { $0 <= 0x20 || $0 >= 0x80 }.prefix(14)
    guard start.first == UInt8(ascii: "<") else { return false }
    let text = start.text.lowercased()
    return text.hasPrefix("<!doctype html") || text.hasPrefix("<html")
  }
}
