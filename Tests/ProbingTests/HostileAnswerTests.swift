import GoRules
import Health
import Probing
import Testing

/// Answers that no embedded mirror gives, byte by byte.
@Suite(.ownThreads) struct HostileAnswerTests {
  /// What comes of a cold `info` that is answered with these bytes.
  private func failure(answering text: String) async throws -> RequestFailure {
    let server = RawServer { connection in
      _ = connection.readRequest()
      connection.write(text)
      connection.waitForClose()
    }
    defer { server.stop() }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let results = await pool.results(of: [request(.info)], at: server.url)
    await pool.close()
    #expect(results.count == 1)
    guard case .failure(let failure) = results.first?.outcome else {
      throw UnexpectedOutcome(outcome: results.first?.outcome)
    }
    return failure
  }

  private struct UnexpectedOutcome: Error {
    let outcome: RequestOutcome?
  }

  /// Interim answers and trailers count as headers do: libcurl keeps each of them.
  @Test func trailersAreBounded() async throws {
    let trailers = String(repeating: "X: a\r\n", count: 100_000)
    let failure = try await failure(
      answering: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\(trailers)\r\n")
    #expect(failure == RequestFailure(.transfer, .headersTooLarge))
  }

  @Test(arguments: [
    ("\u{1}\u{2}\u{7f}\n", "no text"), ("ICY 200 OK\r\n", "ICY 200 OK"),
    ("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", "Invalid Content-Length: value"),
  ])
  func whatIsNotHTTPIsQuoted(answer: String, words: String) async throws {
    let failure = try await failure(answering: answer)
    #expect(failure == RequestFailure(.processing, .malformedResponse(ServerText(words))))
  }

  @Test func malformedChunksAreAMalformedResponse() async throws {
    let failure = try await failure(
      answering: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n")
    #expect(failure.phase == .transfer)
    #expect(failure.cause.code == .malformedResponse)
  }
}
