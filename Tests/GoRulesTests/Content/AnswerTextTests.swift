import GoRules
import Testing

@Suite struct AnswerTextTests {
  /// modfetch/proxy.go `Versions`, x/mod's semver and module.
  @Test(arguments: [
    ("v1.0.0\nv1.1.0\r\n v2.0.0-rc.1 2006-01-02T15:04:05Z\n", 3, 0),
    ("v1\nv1.2\nv1.2.3+meta", 3, 0),
    ("", 0, 0),
    ("<html>\nv1.0\u{A0}x", 1, 0),
    ("1.0.0\nV1.0.0\nv01.0.0\nv1.0.0-01\nv1.0.0-\nv1.0.0+\nv1.0.0.0\nv\nv1.", 0, 0),
    ("v0.0.0-20060102150405-abcdef123456", 0, 1),
    ("v1.2.4-0.20060102150405-abcdef\nv1.2.3-pre.0.20060102150405-abcdef+incompatible", 0, 2),
    ("v1.2.3-20060102150405-abcdef\nv0.0.0-2006010215040-abcdef\nv1.2.3-0.x-abc", 3, 0),
  ])
  func countsVersions(list: String, tagged: Int, pseudo: Int) {
    var versions = VersionList()
    for byte in list.utf8 { withUnsafeBytes(of: byte) { versions.take($0) } }
    versions.finish()
    #expect(versions.tagged == tagged && versions.pseudo == pseudo && !versions.isUncertain)
  }

  @Test func boundsALine() {
    var versions = VersionList()
    let line = [UInt8](repeating: 0x20, count: 100_000) + Array("v1.0.0\nv1.0.0".utf8)
    line.withUnsafeBytes { versions.take($0) }
    versions.finish()
    #expect(versions.tagged == 1 && versions.isUncertain)
  }

  /// web/http.go `get`, web/api.go `formatErrorDetail`, mime.ParseMediaType.
  @Test(arguments: [
    ("text/plain", "no such module\n", "no such module"),
    ("Text/Plain; Charset=\"UTF-8\"", "é", "é"),
    ("text/plain;charset=us-ascii;", "a", "a"),
    ("text/plain; charset", "a", "a"),
    ("text/plain; charset*0=ut; charset*1=f-8", "a", "a"),
    ("text/plain; charset*=utf-8''utf-8", "a", "a"),
    ("text/plain; charset=latin1", "a", ""),
    ("text/plain; charset=utf-8; charset=us-ascii", "a", ""),
    ("text/plain/x", "a", ""),
    ("text/html", "a", ""),
    ("", "a", ""),
    ("text/plain", "a\r\n\tb \n \nc", "a\r\n\t\tb "),
    ("text/plain", "\na", ""),
    ("text/plain", "a\u{1B}[31m", ""),
    ("text/plain", "a\u{202E}", ""),
    ("text/plain", "a\u{A0}b\u{FFFD}", "a\u{A0}b\u{FFFD}"),
    ("text/plain", "1\n2\n3\n4\n5\n6\n7\n8\n", "1\n\t2\n\t3\n\t4\n\t5\n\t6\n\t7\n\t8"),
    (
      "text/plain", "1\n2\n3\n4\n5\n6\n7\n8\n9",
      "1\n\t2\n\t3\n\t4\n\t5\n\t6\n\t7\n\t8\n\t[Truncated: too many lines.]"
    ),
    ("text/plain", String(repeating: "x", count: 649), "[Truncated: too long.]"),
  ])
  func showsDetail(contentType: String, body: String, text: String) {
    var detail = ErrorDetail(contentType: contentType.utf8)
    Array(body.utf8).withUnsafeBytes { detail.take($0) }
    #expect(detail.text == text)
  }

  @Test func wordsAStatus() {
    let url = "http://h/m/@v/v1.info"
    #expect(
      ErrorDetail.goText(url: url, status: "403 Forbidden", detail: "")
        == "reading \(url): 403 Forbidden")
    #expect(
      ErrorDetail.goText(url: url, status: "403 No", detail: "a")
        == "reading \(url): 403 No\n\tserver response: a")
    #expect(
      ErrorDetail.goText(url: url, status: "403 No", detail: "a\n\tb")
        == "reading \(url): 403 No\n\tserver response:\n\ta\n\tb")
  }

  private func failure(_ kind: RequestKind, _ version: ModuleVersion, _ body: String)
    -> ContentFailure?
  {
    var check = BodyCheck(Question(kind, version), proxy: "http://h/\"x")
    let goesOn = Array(body.utf8).withUnsafeBytes { check.take($0) }
    #expect(goesOn)
    return check.failure(place: ModuleCache.Place(zip: "/c/v1.0.0.zip", folder: "/f"))
  }

  /// modfetch/proxy.go `Stat`: only a canonical version that fits the path has to be repeated.
  @Test(arguments: [
    ("example.com/m", "v1.0.0", true), ("example.com/m", "v1", false),
    ("example.com/m", "v1.0.0+meta", false), ("example.com/m", "v2.0.0", false),
    ("example.com/m", "v2.0.0+incompatible", true), ("example.com/m/v2", "v2.0.0", true),
    ("example.com/m/v2", "v1.0.0", false), ("example.com/m/v1", "v1.0.0", false),
    ("gopkg.in/yaml.v2", "v2.0.0", true), ("gopkg.in/yaml", "v2.0.0", false),
    ("gopkg.in/check.v1", "v0.0.0-20161208181325-20d25e280405", true),
    ("gopkg.in/check.v1-unstable", "v1.0.0", true), ("Example.com/m", "v1.0.0", false),
    ("example.com/M", "v1.0.0", true), ("example/m", "v1.0.0", false),
    ("example.com/con", "v1.0.0", false), ("example.com/m~1", "v1.0.0", false),
  ])
  func wantsTheVersion(module: String, version: String, must: Bool) {
    let wanted = ModuleVersion(module: module, version: version)
    let failure = failure(.info, wanted, "{\"Version\":\"v9\\u000a\"}")
    #expect(failure == (must ? .wrongVersion("v9\n") : nil))
    #expect(self.failure(.latest, wanted, "{\"Version\":\"v9\"}") == nil)
  }

  @Test func wordsContent() {
    let wanted = ModuleVersion(module: "example.com/m", version: "v1.0.0")
    let empty = failure(.info, wanted, "")
    #expect(
      empty?.goText
        == "invalid response from proxy \"http://h/\\\"x\": unexpected end of JSON input")
    #expect(empty?.namesVersion == true && empty?.endsWalk == false)
    #expect(
      failure(.info, wanted, "{\"Version\":\"v2\"}")?.goText
        == "proxy returned info for version v2 instead of requested version")
    let zip = failure(.zip, wanted, "<html>")
    #expect(zip?.goText == "zip: not a valid zip file")
    #expect(zip?.namesVersion == false && zip?.endsWalk == true)
    #expect(failure(.mod, wanted, "<html>") == nil)
    #expect(failure(.list, wanted, "<html>") == nil)
    let long = "\"" + String(repeating: "x", count: BodyCheck.infoLimit) + "\""
    #expect(failure(.info, wanted, long) == .notMeasured(.infoTooLarge))
    #expect(ContentFailure.notMeasured(.infoTooLarge).goText == nil)
    #expect(ContentFailure.zipTooLarge.goText == "downloaded zip file too large")
  }

  @Test(arguments: [
    ("module x\n", true, false), ("// c\n\tmodule x", true, false), ("modulex", false, false),
    ("\u{FEFF} <!DOCTYPE HTML>", false, true), ("<html>", false, true), ("", false, false),
  ])
  func looksAtBeginnings(body: String, hasModuleLine: Bool, isHTML: Bool) {
    let wanted = ModuleVersion(module: "example.com/m", version: "v1.0.0")
    var check = BodyCheck(Question(.mod, wanted), proxy: "")
    _ = Array(body.utf8).withUnsafeBytes { check.take($0) }
    #expect(check.hasModuleLine == hasModuleLine && check.looksLikeHTML == isHTML)
  }
}
