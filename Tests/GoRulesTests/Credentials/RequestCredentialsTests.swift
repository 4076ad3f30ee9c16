import GoRules
import Testing

/// net/http/client.go (`do`, `makeHeadersCopier`, `shouldCopyHeaderOnRedirect`, `send`), web/http.go `get`.
@Suite struct RequestCredentialsTests {
  private typealias Target = RequestCredentials.Target

  private let token = HeaderField(name: "Authorization", value: Array("Bearer t".utf8))
  private let key = HeaderField(name: "X-Key", value: Array("k".utf8))

  @Test(arguments: [
    ("h.test", "h.test", true),
    ("h.test", "h.test:8443", true),
    ("h.test:1", "H.TEST:2", true),
    ("h.test", "sub.h.test", true),
    ("sub.h.test", "h.test", false),
    ("h.test", "xh.test", false),
    ("h.test", "other.test", false),
    ("127.0.0.1:1", "127.0.0.1:2", true),
    ("0.0.1", "127.0.0.1", true),
    ("[::1]:1", "[::1]:2", true),
    ("[::1]", "[2001:db8::1]", false),
  ])
  func followsRedirect(first: String, second: String, keeps: Bool) {
    var credentials = RequestCredentials(
      Target(isHTTPS: true, authority: first), kept: [token, key])
    #expect(credentials.fields == [token, key])
    let after = credentials.fields(
      afterRedirectTo: Target(isHTTPS: true, authority: second))
    #expect(after == (keeps ? [token, key] : [key]))
  }

  @Test func doesNotGiveBackWhatItTookAway() {
    var credentials = RequestCredentials(
      Target(isHTTPS: true, authority: "h.test"), kept: [token, key])
    _ = credentials.fields(afterRedirectTo: Target(isHTTPS: true, authority: "other.test"))
    let back = credentials.fields(afterRedirectTo: Target(isHTTPS: true, authority: "h.test"))
    #expect(back == [key])
  }

  @Test func sendsUserinfoWithTheFirstRequestOnly() {
    let first = Target(isHTTPS: true, authority: "h.test", login: "u", password: "p")
    var credentials = RequestCredentials(first, kept: [])
    #expect(credentials.fields == [.basic(login: "u".utf8, password: "p".utf8)])
    let same = credentials.fields(afterRedirectTo: Target(isHTTPS: true, authority: "h.test"))
    #expect(same.isEmpty)
    let own = credentials.fields(
      afterRedirectTo: Target(isHTTPS: false, authority: "x.test", login: "v"))
    #expect(own == [.basic(login: "v".utf8, password: "".utf8)])
  }

  @Test func prefersWhatWasKeptToUserinfo() {
    let first = Target(isHTTPS: true, authority: "h.test", login: "u", password: "p")
    #expect(RequestCredentials(first, kept: [token]).fields == [token])
  }

  @Test func keepsNothingForHTTP() {
    let first = Target(isHTTPS: false, authority: "h.test")
    #expect(RequestCredentials(first, kept: [token]).fields.isEmpty)
    #expect(!RequestCredentials.isRefused(first))
    #expect(RequestCredentials.isRefused(Target(isHTTPS: false, authority: "h", login: "")))
    #expect(
      RequestCredentials.refusal(redacted: "http://u:xxxxx@h/m/@v/list")
        == "refusing to pass credentials to insecure URL: http://u:xxxxx@h/m/@v/list")
  }
}
