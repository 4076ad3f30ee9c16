import Foundation
import GoRules
import Health
import MirrorLab
import Probing
import Testing

/// Times where packets are lost: what counts is when the bytes that go waits for could be read, whatever came earlier.
@Suite(
  .ownThreads, .serialized, .timeLimit(.minutes(10)),
  .enabled(if: LossyLink.isPossible, "a network of a test's own takes root"))
struct LossTests {
  /// How far a figure may be off on a busy machine: the link and the loop are threads among others, and the kernel's
  /// tick is 4 ms. What was missed before was as long as the segment was late.
  private static let tolerance = Duration.milliseconds(15)
  private static let lateness: Int64 = 60_000_000

  /// Which of the server's segments come late or not at all.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var fate: @Sendable (LossyLink.Segment) -> LossyLink.Fate

    init(_ name: String, _ fate: @escaping @Sendable (LossyLink.Segment) -> LossyLink.Fate) {
      testDescription = name
      self.fate = fate
    }

    static func server(_ name: String, late: Set<Int>, lost: Set<Int> = []) -> Case {
      Case(name) { segment in
        guard !segment.isFromClient else { return .pass }
        if lost.contains(segment.number) { return segment.isRepeated ? .pass : .lose }
        // Repetitions too, lest one comes in time.
        return late.contains(segment.number) ? .hold(lateness) : .pass
      }
    }
  }

  private static let cases = [
    Case("nothing") { _ in .pass },
    .server("the first comes last", late: [1]),
    .server("the second comes last", late: [2]),
    .server("two holes", late: [2, 4]),
    .server("the last", late: [9]),
    .server("the first is lost", late: [], lost: [1]),
    .server("the second is lost", late: [], lost: [2]),
    .server("the last is lost", late: [], lost: [9]),
    Case("the SYN is lost") { segment in
      segment.isFromClient && segment.number == 0 && !segment.isRepeated ? .lose : .pass
    },
    Case("the request is lost") { segment in
      segment.isFromClient && segment.number == 1 && !segment.isRepeated ? .lose : .pass
    },
  ]

  @Test(arguments: cases) func ofAnAnswer(_ test: Case) async throws {
    try await expectSmall { try await errorsOfAnAnswer(test) }
  }

  private func errorsOfAnAnswer(_ test: Case) async throws -> [Duration] {
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 4500\r\n\r\n"
    let answer = head + info + String(repeating: " ", count: 4500 - info.utf8.count)
    let (link, (server, pool)) = try await LossyLink.with(fate: test.fate) {
      let server = RawServer { connection in
        _ = connection.readRequest()
        connection.write(answer)
        connection.waitForClose()
      }
      return (server, try ProbePool(ProbePoolConfiguration(probers: 1)))
    }
    let url = ProxyURL(scheme: .http, host: LossyLink.far, port: server.port)
    let result = try #require(await pool.results(of: [request(.info)], at: url).first)
    await pool.close()
    server.stop()
    link.stop()
    #expect(result.outcome == .ok)
    let seen = link.seen
    let asked = try #require(seen.sent.first)
    let first = try #require(seen.readable(head.utf8.count))
    let last = try #require(seen.readable(answer.utf8.count))
    return [
      try error(result.timings.connect, try #require(seen.syns.first), seen.synAck),
      try error(result.timings.processing, asked, first),
      try error(result.timings.transfer, first, last),
    ]
  }

  /// Which of the segments of the server's flight come late: ServerHello to Finished, with two certificates.
  @Test(arguments: [[], [1], [2], [3], [1, 3]] as [Set<Int>])
  func ofAHandshake(_ late: Set<Int>) async throws {
    try await expectSmall { try await errorsOfAHandshake(late) }
  }

  private func errorsOfAHandshake(_ late: Set<Int>) async throws -> [Duration] {
    let (link, (lab, mirror, pool)) = try await LossyLink.with(
      fate: Case.server("", late: late).fate
    ) {
      let lab = try MirrorLab()
      return (lab, try lab.addMirror(host: LossyLink.far), try lab.pool())
    }
    // Its SETTINGS come long before its answer, and are acknowledged in between.
    mirror.delays.firstByte = .milliseconds(40)
    let url = ProxyURL(scheme: .https, host: LossyLink.far, port: Int(mirror.port))
    let request = ProbeRequest(.info, canary: .standard, use: .cold)
    let result = try #require(await pool.results(of: [request], at: url).first)
    await pool.close()
    lab.close()
    link.stop()
    #expect(result.outcome == .ok)
    #expect(result.connection.httpVersion == "2")
    let seen = link.seen
    let hello = try #require(seen.sent.first)
    let begin = try #require(seen.readable.first).at
    // Finished, and the request right behind it.
    let finished = try #require(seen.sent.first { $0 > begin })
    let flight = try #require(seen.readable.last { $0.at < finished })
    return [
      try error(result.timings.tls, hello, flight.at),
      try error(result.timings.processing, finished, try #require(seen.readable.last).at),
    ]
  }

  private func error(_ time: Duration?, _ from: Int64, _ to: Int64) throws -> Duration {
    try #require(time) - .nanoseconds(to - from)
  }

  /// A busy machine adds to an error now and then; what the prober gets wrong, it gets wrong each time.
  private func expectSmall(_ measure: () async throws -> [Duration]) async throws {
    var errors: [Duration] = []
    for _ in 0..<5 {
      errors = try await measure()
      if errors.allSatisfy({ $0 < Self.tolerance && $0 > .zero - Self.tolerance }) { return }
    }
    Issue.record("off by \(errors)")
  }
}
