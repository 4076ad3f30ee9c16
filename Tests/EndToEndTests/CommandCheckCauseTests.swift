import Foundation
import MirrorLab
import TestServers
import Testing
import Text

/// What `check` advises where the cause lies outside the chain: named, and no mirror blamed.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct CheckCauseTests {
  private func codes(_ object: [String: Any]) -> [String: String] {
    let advice = object["advice"] as? [[String: Any]] ?? []
    return Dictionary(
      advice.map { ($0["code"] as? String ?? "", $0["message"] as? String ?? "") }
    ) { first, _ in first }
  }

  @Test func interceptionNamesTheIssuer() throws {
    let lab = try CheckTests.Lab()
    lab.first.fault = .certificate(.untrusted)
    let other = try lab.lab.addMirror(name: "other", address: "127.0.0.2")
    other.fault = .certificate(.untrusted)
    let (code, object) = try lab.bench.json([
      "check", "--cacert", lab.authority, "--timeout", "5s", "--goproxy",
      "\(lab.first.url),\(other.url)",
    ])
    #expect(code == 4)
    let message = try #require(codes(object)["untrusted-issuer"])
    let mirrors = try #require(object["mirrors"] as? [[String: Any]])
    let probe = try #require(mirrors[0]["probe"] as? [String: Any])
    let issuer = try #require(probe["certificate_issuer"] as? String)
    #expect(message.hasPrefix("2 mirrors show certificates from \"\(issuer)\""))
  }

  @Test func aDeadForwardProxyIsNamedWithItsVariable() throws {
    let bench = try ProgramBench()
    let (code, object) = try bench.json(
      ["check", "--timeout", "5s", "--goproxy", "https://a.test,https://b.test"],
      environment: ["https_proxy": "http://u:s3cret@127.0.0.1:1"])
    #expect(code == 4)
    let told = codes(object)
    #expect(
      told["forward-proxy"]?.hasPrefix(
        "the forward proxy http://u:xxxxx@127.0.0.1:1 (https_proxy) fails (connection refused)")
        == true)
    #expect(told["dead-entry"] == nil && told["comma-hides-fallback"] == nil)
  }

  /// Of a plain request the forward proxy's own answer looks like the mirror's.
  @Test(arguments: [(Fault.answer(.status(407)), "status 407"), (.answer(.silence), "no answer")])
  func aForwardProxyOfPlainRequestsIsNamed(fault: Fault, cause: String) throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    let proxy = try lab.addMirror(tls: false)
    proxy.fault = fault
    let (code, object) = try ProgramBench().json(
      ["check", "--timeout", "3s", "--goproxy", "http://a.test"],
      environment: ["HTTP_PROXY": "http://127.0.0.1:\(proxy.port)"])
    #expect(code == 4)
    let told = codes(object)
    #expect(
      told["forward-proxy"]?.hasPrefix(
        "the forward proxy http://127.0.0.1:\(proxy.port) (HTTP_PROXY) fails (\(cause))") == true)
    #expect(told["dead-entry"] == nil && told["credentials-refused"] == nil)
  }

  @Test func anEntryOfNetrcThatAlmostMatchesIsNamed() throws {
    let lab = try CheckTests.Lab()
    lab.first.fault = .answer(.wantsCredentials("u:p"))
    try lab.bench.write("machine 127.0.0.1 login u password p\n", to: ".netrc")
    let (code, object) = try lab.check(",")
    #expect(code == 4)
    #expect(codes(object)["credentials-refused"]?.contains("`machine 127.0.0.1`") == true)
    try lab.bench.write("machine 127.0.0.1:\(lab.first.port) login u password p\n", to: ".netrc")
    let (served, sound) = try lab.check(",")
    #expect(served == 0)
    #expect(codes(sound)["credentials-refused"] == nil)
  }
}
