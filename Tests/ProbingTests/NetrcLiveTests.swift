import Foundation
import GoRules
import Health
import MirrorLab
import Record
import Testing

/// A mirror that wants a password, and a .netrc that has it.
@Suite(.timeLimit(.minutes(5))) struct NetrcLiveTests {
  private let lab: MirrorLab
  private let mirror: LabMirror

  init() throws {
    lab = try MirrorLab()
    mirror = try lab.addMirror(host: "mirror.test")
    mirror.fault = .answer(.wantsCredentials("me:secret"))
  }

  private func outcomes(_ mirror: LabMirror, netrc: String, also: LabMirror) async throws
    -> [RequestOutcome]
  {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("goproxytop-netrc-\(UUID().uuidString)")
    try netrc.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    return await lab.probe(
      mirror, [.cold], environment: ["NETRC": file.path],
      resolve: [mirror.resolveOverride, also.resolveOverride]
    ).map(\.outcome)
  }

  private func entry(_ mirror: LabMirror) -> String {
    "machine \(mirror.host):\(mirror.port) login me password secret\n"
  }

  @Test func hasThePassword() async throws {
    #expect(try await outcomes(mirror, netrc: entry(mirror), also: mirror) == [.ok])
    lab.close()
  }

  @Test func anotherMachinesIsNotSent() async throws {
    let netrc = "machine mirror.test login me password secret\n"
    #expect(
      try await outcomes(mirror, netrc: netrc, also: mirror) == [
        .failure(RequestFailure(.processing, .status(401)))
      ])
    #expect(mirror.requests.map { $0.headers["authorization"] } == [nil])
    lab.close()
  }

  @Test func isNotSentToAnotherHostAfterARedirect() async throws {
    let front = try lab.addMirror(host: "front.test")
    let other = try lab.addMirror(host: "other.test")
    front.fault = .answer(.redirect(302, to: other.url))
    #expect(
      try await outcomes(front, netrc: entry(front) + entry(other), also: other) == [.ok])
    #expect(front.requests.map { $0.headers["authorization"] != nil } == [true])
    #expect(other.requests.map { $0.headers["authorization"] } == [nil])
    lab.close()
  }

  @Test func isSentBelowTheSameHostAfterARedirect() async throws {
    let front = try lab.addMirror(host: "front.test")
    let below = try lab.addMirror(host: "below.front.test")
    front.fault = .answer(.redirect(302, to: below.url))
    below.fault = .answer(.wantsCredentials("me:secret"))
    #expect(try await outcomes(front, netrc: entry(front), also: below) == [.ok])
    lab.close()
  }

  @Test func isNotSentInPlain() async throws {
    let plain = try lab.addMirror(host: "plain.test", tls: false)
    #expect(try await outcomes(plain, netrc: entry(plain), also: plain) == [.ok])
    #expect(plain.requests.map { $0.headers["authorization"] } == [nil])
    lab.close()
  }
}
