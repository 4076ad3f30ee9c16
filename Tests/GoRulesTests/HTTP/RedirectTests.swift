import GoRules
import Testing

/// Redirects as go 1.27 follows them: expected requests and texts are those of its client with cmd/go's check.
struct RedirectTests {
  struct Row: Sendable {
    let from: String
    let location: String
    /// The next request, `target host as USER:PASSWORD, keeps`: with that userinfo where the first request has no
    /// `Authorization` of its own, and whether it keeps that one. `bad: …` where the location is no URL,
    /// `insecure: …` with the target, else go's error.
    let outcome: String

    init(_ from: String, _ location: String, _ outcome: String) {
      self.from = from
      self.location = location
      self.outcome = outcome
    }
  }

  static let userinfo = "http://u:p@h:81/a/b/c?x=1#f"
  static let secure = "https://u:p@example.com/m/@v/v1.info"

  @Test(arguments: rows)
  func followsAsGo(row: Row) throws {
    let first = try GoURL(parsing: row.from)
    var redirects = Redirects(from: first)
    switch redirects.follow(status: 302, location: Array(row.location.utf8)[...]) {
    case .answer: Issue.record("taken as an answer")
    case .request(let target):
      var text = "\(target.url.requestTarget) \(target.url.hostHeader)"
      if let user = target.url.user { text += " as \(user):\(target.url.password ?? "")" }
      if target.keepsAuthorization { text += ", keeps" }
      #expect(text == row.outcome)
      #expect(target.referer == first.shownByClient.replacing("u:***@", with: ""))
      #expect(redirects.current == target.url)
    case .failure(let failure):
      #expect("Get \(goQuoted(failure.shownURL)): \(failure.goText)" == text(of: row, first))
    }
  }

  private func text(of row: Row, _ first: GoURL) -> String {
    let location = goQuoted(row.location)
    if row.outcome.hasPrefix("bad: ") {
      return "Get \(goQuoted(first.shownByClient)): failed to parse Location header \(location): "
        + "parse \(location): " + row.outcome.dropFirst(5)
    }
    if row.outcome.hasPrefix("insecure: ") {
      return "Get \(location): redirected from secure URL \(first.redacted) to insecure URL "
        + row.outcome.dropFirst(10)
    }
    return row.outcome
  }

  /// Unlike go.
  @Test func hidesPasswords() throws {
    var redirects = Redirects(from: try GoURL(parsing: "https://h/"))
    let location = Array("http://u:p@h/@v/x".utf8)[...]
    guard case .failure(let failure) = redirects.follow(status: 302, location: location) else {
      Issue.record("followed")
      return
    }
    #expect(failure.shownURL == "http://u:xxxxx@h/@v/x")
    #expect(
      failure.goText
        == "redirected from secure URL https://h/ to insecure URL http://u:xxxxx@h/@v/x")
  }

  /// net/http `redirectBehavior`; a missing or empty `Location` makes the redirect an answer.
  @Test func followsFiveStatuses() throws {
    let first = try GoURL(parsing: "http://h/")
    let location = Array("/x".utf8)[...]
    let followed = (0...999).filter { status in
      var redirects = Redirects(from: first)
      return redirects.follow(status: status, location: location) != .answer
    }
    #expect(followed == [301, 302, 303, 307, 308])
    var redirects = Redirects(from: first)
    #expect(redirects.follow(status: 302, location: nil) == .answer)
    #expect(redirects.follow(status: 302, location: []) == .answer)
  }

  @Test func stopsAfterNineRedirects() throws {
    var redirects = Redirects(from: try GoURL(parsing: "http://h/"))
    for number in 1...9 {
      let step = redirects.follow(status: 301, location: Array("/\(number)".utf8)[...])
      guard case .request(let target) = step else {
        Issue.record("\(number): \(step)")
        return
      }
      #expect(target.url.requestTarget == "/\(number)")
    }
    let step = redirects.follow(status: 301, location: Array("/10".utf8)[...])
    let failure = Redirects.Failure(fault: .tooMany, shownURL: "/10")
    #expect(step == .failure(failure))
    #expect(failure.goText == "stopped after 10 redirects")
  }

  /// Only the first URL's scheme counts; an `Authorization` once dropped stays so; `Referer` is not sent from
  /// https to http.
  @Test func remembersWhereItStarted() throws {
    var redirects = Redirects(from: try GoURL(parsing: "http://a.example/"))
    let seen = ["https://b.a.example/s", "http://b.example/p", "http://a.example/back"].map {
      location -> String in
      guard
        case .request(let target) = redirects.follow(
          status: 307, location: Array(location.utf8)[...])
      else { return "no request" }
      return "\(target.keepsAuthorization), \(target.referer ?? "none")"
    }
    #expect(
      seen == [
        "true, http://a.example/", "false, none", "false, http://b.example/p",
      ])
  }

  @Test(arguments: [[0x2F, 0xFF] as [UInt8], Array("http://h%ff/".utf8)])
  func doesNotGuessAtOtherEncodings(location: [UInt8]) throws {
    var redirects = Redirects(from: try GoURL(parsing: "http://h/"))
    let failure = Redirects.Failure(fault: .locationNotUTF8, shownURL: "http://h/")
    #expect(redirects.follow(status: 302, location: location[...]) == .failure(failure))
  }
}
