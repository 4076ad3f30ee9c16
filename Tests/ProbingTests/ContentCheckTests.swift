import Glibc
import GoRules
import Health
import Probing
import Record
import Testing

@Suite struct ContentCheckTests {
  private func check(
    _ kind: RequestKind, _ text: String, status: Int = 200, type: String? = nil,
    took: Duration = .zero
  ) -> ContentCheck {
    let body = AnswerBody(
      request(kind), status: status, contentType: type, proxy: "https://mirror.test",
      moduleCache: nil)
    Array(text.utf8).withUnsafeBytes { _ = body.take($0) }
    return body.check(took: took)
  }

  private func refused(_ cause: FailureCause) -> RequestOutcome {
    .failure(RequestFailure(.transfer, cause))
  }

  @Test(arguments: [
    #"{"Version":"v1.0.0"}"#,
    #" {"version" : "v1.0.0", "Time": null, "x": [1, -2.5e+3, true, {"y": "\u00e9\ud83d\ude00"}]} "#,
    #"{"Version":"v9","Version":"v1.0.0"}"#,
    #"{"Version":"v1.0\u002e0","Time":"2024-02-29T23:59:59.123456789+14:00","Origin":{"VCS":"git"}}"#,
  ])
  func soundInfo(text: String) { #expect(check(.info, text).outcome == .ok) }

  @Test(arguments: [
    "nonsense", "[]", "\"v1.0.0\"", "{", "{}x", #"{"Version":1}"#, #"{"Version":"v1.0.0",}"#,
    #"{"Version":"v1.0.0","Time":"yesterday"}"#,
    #"{"Version":"v1.0.0","Time":"2023-02-29T00:00:00Z"}"#,
    #"{"Version":"v1.0.0","Time":"2023-01-02 03:04:05Z"}"#, #"{"Version":"v1.0.0","Origin":1}"#,
    #"{"Version":"v1.0.0","x":01}"#, "{\"Version\":\"v1.0.0\n\"}", #"{"Version":"\x"}"#,
    "<html></html>",
  ])
  func brokenInfo(text: String) { #expect(check(.info, text).outcome == refused(.notJSON)) }

  @Test func deepNestingIsBounded() {
    let text = #"{"Version":"v1.0.0","x":"# + String(repeating: "[", count: 100_000)
    #expect(check(.latest, text).outcome == refused(.notJSON))
  }

  @Test func otherInfo() {
    #expect(check(.info, "").outcome == refused(.empty))
    #expect(
      check(.info, #"{"Version":"v1.0.1"}"#).outcome == refused(.wrongVersion(ServerText("v1.0.1")))
    )
    #expect(check(.info, "null").outcome == refused(.wrongVersion(ServerText(""))))
    // @latest may be any version.
    #expect(check(.latest, #"{"Version":"v1.0.1"}"#).outcome == .ok)
  }

  @Test func whatGoDoesNotSeeIsAWarning() {
    #expect(check(.mod, "<!DOCTYPE html><p>x").warning == .htmlPage)
    #expect(check(.mod, "<!DOCTYPE html><p>x").outcome == .ok)
    #expect(check(.mod, "x", type: "Text/HTML; charset=utf-8").warning == .htmlPage)
    #expect(check(.mod, "// c\n module example.com/m\n").warning == nil)
    #expect(check(.mod, "modul example.com/m\n").warning == .noModuleLine)
    #expect(check(.list, "").warning == .emptyList)
    #expect(check(.list, "nonsense\n1.0\n").warning == .emptyList)
    #expect(check(.list, "v1.2.3-rc.1\r\nv1.0.0 2023-01-02T03:04:05Z\n").warning == nil)
    #expect(check(.sumdb, "").outcome == .ok)
  }

  /// As the real go told in `go get`: "module declares its path as", or something else.
  @Test(arguments: [
    ("module example.com/other\n", true), ("module \"example.com/other\" // x\n", true),
    ("// module example.com/other\nmodule `example.com/m`\n", false),
    ("module example.com/m // example.com/other\n", false),
    ("module (\n  example.com/m\n)\n", false),
    ("module example.com/m/v2\n", true), ("go 1.21\n\nmodule example.com/other", true),
  ])
  func modOfAnotherModule(text: String, isOther: Bool) {
    #expect(check(.mod, text).warning == (isOther ? .otherModule : nil))
  }

  @Test func zip() {
    let end = "PK\u{5}\u{6}" + String(repeating: "\0", count: 18)
    #expect(check(.zip, "PK...." + end).outcome == .ok)
    #expect(check(.zip, end).outcome == .ok)
    #expect(check(.zip, "garbage").outcome == refused(.notZip))
    #expect(check(.zip, "garbage").zipDigest == nil)
    #expect(check(.mod, end).zipDigest == nil)
    #expect(check(.zip, String(end.dropLast())).outcome == refused(.notZip))
    // The record is found after more than is kept, piece by piece.
    let body = AnswerBody(
      request(.zip), status: 200, contentType: nil, proxy: "https://mirror.test",
      moduleCache: nil)
    let piece = [UInt8](repeating: 7, count: 10_000)
    for _ in 0..<50 { piece.withUnsafeBytes { _ = body.take($0) } }
    Array(end.utf8).withUnsafeBytes { _ = body.take($0) }
    #expect(body.count == 500_022)
    let check = body.check(took: .zero)
    #expect(check.outcome == .ok)
    // sha256sum of the same bytes.
    #expect(
      check.zipDigest?.map { String(Int($0) + 256, radix: 16).dropFirst() }.joined()
        == "e744996ce275dfe246a66aa9489c71a85b1a9134081666f0e0b7d2da3be76409")
  }

  @Test func disguisedNotFound() {
    func disguise(_ text: String, took: Duration = .zero) -> NotFound.Disguise? {
      guard case .notFound(let answer) = check(.info, text, status: 404, took: took).outcome else {
        return nil
      }
      return answer.disguise
    }
    #expect(disguise("not found: fetch timed out") == .fetchTimedOut)
    #expect(disguise("not found: Bad Upstream") == .badUpstream)
    #expect(disguise("not found", took: .seconds(5)) == nil)
    #expect(disguise("not found", took: .milliseconds(5001)) == .slow)
    #expect(check(.info, "", status: 410).outcome == .notFound(NotFound(status: 410)))
  }

  @Test(arguments: [203, 204, 206, 304, 400, 401, 403, 429, 500, 502, 503])
  func statuses(status: Int) {
    #expect(
      check(.info, info, status: status).outcome
        == .failure(RequestFailure(.processing, .status(status))))
  }

  @Test func serverTextAsGoPrintsIt() {
    func text(_ text: String, _ type: String?, status: Int = 500) -> String? {
      check(.info, text, status: status, type: type).serverText?.text
    }
    #expect(text("down\r\n", "text/plain; charset=UTF-8") == "down")
    #expect(text("a\nb\n\nc", "text/plain") == "a b")
    #expect(
      text((1...10).map { "l\($0)" }.joined(separator: "\n"), "text/plain")
        == "l1 l2 l3 l4 l5 l6 l7 l8 [Truncated: too many lines.]")
    #expect(text("down", "text/plain;charset=latin1") == nil)
    #expect(text("down", "text/html") == nil)
    #expect(text("down", nil) == nil)
    #expect(text("\u{1b}[31mred", "text/plain") == nil)
    #expect(text("fine", "text/plain", status: 200) == nil)
  }

  @Test func bodiesAreBounded() {
    let body = AnswerBody(
      request(.list), status: 200, contentType: nil, proxy: "https://mirror.test",
      moduleCache: nil)
    let piece = [UInt8](repeating: 65, count: 1 << 20)
    var taken = 0
    while piece.withUnsafeBytes({ body.take($0) }) { taken += 1 }
    #expect(taken == 8)
  }
}
