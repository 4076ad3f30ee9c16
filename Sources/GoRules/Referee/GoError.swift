/// What one line that the go command printed says of a request that failed: the inverse of go's error texts.
///
/// The line may come out of a log, with a time or a step before it.
package struct GoError: Sendable, Hashable {
  package enum Meaning: Sendable, Hashable {
    case request(RequestOutcome)
    /// `off` ends the chain there.
    case lookupsOff
    /// go takes no such GOPROXY; asked nobody.
    case goproxyRefused
    /// go.sum lacks the module, or has another sum than what came.
    case goSum
  }

  /// As printed, from the module or the request on, made safe.
  package var text: ServerText
  /// `golang.org/x/text@v0.14.0`; nil where the line names none.
  package var module: String?
  /// Whom it was asked, as go prints it; nil where the line does not say.
  package var url: String?
  package var meaning: Meaning

  /// nil where the line tells of no request that failed.
  package init?(_ line: Substring) {
    let line = line.prefix(Self.mostBytes)
    let asked = Self.asked(in: line)
    let said = asked.map { line[$0.end...] } ?? line
    guard let meaning = Self.meaning(of: said, asked?.form) else { return nil }
    self.meaning = meaning
    url = asked.map { ServerText(Self.redirecting(said) ?? $0.url, limit: 500).text }
    module = Self.module(before: asked?.start ?? line.endIndex, in: line)
    let start = line.firstRange(of: "go: ")?.upperBound ?? line.startIndex
    text = ServerText(line[start...], limit: 2000)
  }

  /// A longer line is read as far as this.
  private static let mostBytes = 8192

  // MARK: - Whom

  /// In which words a URL is told.
  private enum Form {
    /// `Get "URL": …`: there is no answer.
    case request
    /// `reading URL: …`: there is one, of this status.
    case status
    /// `read "URL": …`: it breaks off, or is no good.
    case content
  }

  /// Whom go asked, and where what is said of that begins.
  private static func asked(
    in line: Substring
  ) -> (url: Substring, start: Substring.Index, end: Substring.Index, form: Form)? {
    for (mark, end, form) in [
      ("Get \"", "\": ", Form.request), ("read \"", "\": ", .content), ("reading ", ": ", .status),
      ("invalid response from proxy \"", "\": ", .content),
      // Releases before 1.14.
      ("Get ", ": ", .request), ("unexpected status (", "): ", .status),
    ] {
      // The last one is what it comes down to: `reading A: Get "B": …`.
      var found: Range<Substring.Index>?
      var rest = line
      while let next = rest.firstRange(of: mark) {
        if line[next.upperBound...].hasPrefix("http") || line[next.upperBound...].hasPrefix("file:")
        {
          found = next
        }
        rest = line[next.upperBound...]
      }
      guard let found else { continue }
      let rest2 = line[found.upperBound...]
      guard let stop = rest2.firstRange(of: end) else { continue }
      return (rest2[..<stop.lowerBound], found.lowerBound, stop.upperBound, form)
    }
    return nil
  }

  /// Who redirects, where go does not follow; nil for nobody.
  private static func redirecting(_ said: Substring) -> Substring? {
    guard let mark = said.firstRange(of: "redirected from secure URL "),
      said[mark.upperBound...].hasPrefix("http")
    else { return nil }
    return said[mark.upperBound...].prefix { $0 != " " }
  }

  /// The last `path@version` before `end`.
  private static func module(before end: Substring.Index, in line: Substring) -> String? {
    let words = line[..<end].split { $0 == " " || $0 == "\t" }
    let word = words.last { word in
      // A URL without a host, as go prints where a redirect led to it.
      if word.hasPrefix("\"") { return false }
      guard let at = word.firstIndex(of: "@"), at > word.startIndex, word.first != "/" else {
        return false
      }
      // Neither a URL nor a file of the module cache.
      let version = word[at...].split(at: "/go.mod")[0]
      return word[..<at].contains { $0 == "." || $0 == "/" } && !version.contains("/")
    }
    return word.map { word in
      let name = word.split(at: "/go.mod")[0]
      return ServerText(name.hasSuffix(":") ? name.dropLast() : name, limit: 300).text
    }
  }

  // MARK: - What

  /// `form`: nil where no URL is told.
  private static func meaning(of said: Substring, _ form: Form?) -> Meaning? {
    if form == .status, let status = status(said) {
      return .request(
        status == 404 || status == 410
          ? .notFound(NotFound(status: status))
          : .failure(RequestFailure(.processing, FailureCause(.status, number: status))))
    }
    if form == .request, let refusal = ofForwardProxy(said) { return refusal }
    if form == .request, said.hasSuffix("unexpected EOF") {
      return .request(.failure(RequestFailure(.processing, FailureCause(.closed))))
    }
    guard let row = rows.first(where: { $0.marks.allSatisfy(said.contains) }) else { return nil }
    return row.meaning(said)
  }

  /// Where a forward proxy answers CONNECT with anything but 200, go says its status alone, without the number.
  private static func ofForwardProxy(_ said: Substring) -> Meaning? {
    let line = said.prefix { $0 != "\n" }
    guard let status = (300..<600).first(where: { HTTPStatus.name($0).map { line == $0 } ?? false })
    else { return nil }
    return .request(
      .failure(
        RequestFailure(
          .connect, FailureCause(.forwardProxy, detail: ServerText("status \(status)")))))
  }

  /// `404 Not Found`, at the beginning.
  private static func status(_ said: Substring) -> Int? {
    let digits = said.prefix { $0.isASCII && $0.isNumber }
    guard digits.utf8.count == 3, said.dropFirst(3).first.map({ $0 == " " || $0 == "\n" }) ?? true
    else { return nil }
    return Int(digits)
  }
}
