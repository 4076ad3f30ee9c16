import GoRules
import Testing

/// No password is shown, wherever it stands.
struct RedactionTests {
  @Test(arguments: [
    ("https://a.example,direct", "https://a.example,direct"),
    (
      "https://u:pw@a.example|https://b.example/x:y@z,direct",
      "https://u:xxxxx@a.example|https://b.example/x:y@z,direct"
    ),
    (" u:pw@a.example , off, v:pw@b", " u:xxxxx@a.example , off, v:xxxxx@b"),
    // go reads nothing after these two, and would read what is there.
    (
      "direct,a.example:1,https://u:pw@b.example,off|v:pw@c",
      "direct,a.example:1,https://u:xxxxx@b.example,off|v:xxxxx@c"
    ),
    ("off,h.example,https://u:p,w@b.example", "off,h.example,https://u:xxxxx@b.example"),
    // A mistyped scheme makes userinfo a path.
    ("https//u:pw@a.example,direct", "https//u:xxxxx@a.example,direct"),
    ("https:/u:pw@a.example", "https:/u:xxxxx@a.example"),
    // go refuses these.
    ("https://u:p,w@a.example", "https://u:xxxxx@a.example"),
    ("https://u:p/w@a.example", "https://u:xxxxx@a.example"),
    ("https://u:p w@a.example,bogus", "https://u:xxxxx@a.example,bogus"),
    ("https://u:pw@a.example,https://v:pw@b.example,bogus", "https://u:xxxxx@b.example,bogus"),
  ])
  func hidesPasswordsInLists(value: String, shown: String) {
    #expect(GoproxySetting(value: value, source: .option).redactedValue == shown)
  }

  @Test(arguments: [
    ("no URL? a=b // c", "no URL? a=b // c"),
    ("https://a.example/p", "https://a.example/p"),
    (
      "https://a.example/p?token=abc|https://b.example,direct",
      "https://a.example/p?token=xxxxx|https://b.example,direct"
    ),
    (
      "reading https://a.example/x?t=a:b&u=&v: 502 (c)",
      "reading https://a.example/x?t=xxxxx&u=xxxxx&xxxxx: 502 (c)"
    ),
    (#""proxy \"https://a.example?k=v\": no""#, #""proxy \"https://a.example?k=xxxxx\": no""#),
    (
      "a https://a.example/m?go-get=1 b https://c.example?secret, d",
      "a https://a.example/m?go-get=1 b https://c.example?xxxxx, d"
    ),
    ("//host/p?a=b，c", "//host/p?a=xxxxx，c"), ("https://a.example/p?", "https://a.example/p?"),
  ])
  func hidesQueriesInAReport(text: String, shown: String) {
    #expect(Redaction.queriesHidden(text) == shown)
  }

  @Test(arguments: ["https//u:secret@a.example/x", "https:/u:secret@a.example"])
  func isHiddenInAPath(entry: String) throws {
    let url = try #require(Chain(parsing: entry).entries[0].url)
    let question = Question(.info, ModuleVersion(module: "b.example/m", version: "v1.0.0"))
    for shown in [url.redacted, url.redactedURL(of: question)] {
      #expect(!shown.contains("secret"), "\(shown)")
    }
  }

  /// Neither the value nor the error shows a piece of a password, whatever is wrong with it.
  @Test(arguments: [
    "%@", "p,%@", "p|%@", "p/%@", "p %@", "p?%@", "p#%@", "p:%@", "p%zz%@", "p[%@", "%@]",
    "\u{1}%@", "p://%@",
    "%@,", "%@|x", "%@ ", "é%@",
  ])
  func neverLeaksAPassword(pattern: String) {
    let password = pattern.replacing("%@", with: "7sEcReT")
    for list in [
      "https://u:\(password)@h.example,direct", "h.example|u:\(password)@h",
      "ftp://u:\(password)@h",
    ] {
      let setting = GoproxySetting(value: list, source: .environment)
      #expect(!setting.redactedValue.contains("sEcReT"))
      do throws(ChainError) {
        let chain = try Chain(parsing: list)
        #expect(!chain.redacted.contains("sEcReT"))
      } catch {
        #expect(!error.text.contains("sEcReT"))
      }
    }
  }

  @Test(arguments: [
    (
      "fatal: unable to access 'https://oauth2:glpat-1@gitlab.corp/x/y/': 403",
      "fatal: unable to access 'https://oauth2:xxxxx@gitlab.corp/x/y/': 403"
    ),
    (
      "a http://u:p@b@h/x:y@z and ssh://git@h, https://u:q@h",
      "a http://u:xxxxx@h/x:y@z and ssh://git@h, https://u:xxxxx@h"
    ),
    ("dial tcp 127.0.0.1:443: a@b", "dial tcp 127.0.0.1:443: a@b"), ("https://", "https://"),
    ("\"http://u:p@\"", "\"http://u:xxxxx@\""), ("::://u:p@x", "::://u:xxxxx@x"),
  ])
  func hidesPasswordsInAnyText(text: String, shown: String) {
    #expect(Redaction.passwordsHidden(text) == shown)
  }

  @Test func showsNoControlCharacters() {
    let setting = GoproxySetting(value: "https://a\u{1B}[31m.example", source: .option)
    #expect(setting.redactedValue == "https://a [31m.example")
  }
}
