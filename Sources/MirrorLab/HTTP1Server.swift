import GoRules

/// The server's side of HTTP/1.1 (RFC 9112): one request at a time, without request bodies.
final class HTTP1Server: ServerProtocol {
  /// A head longer than this is refused.
  private static let headLimit = 64 * 1024

  private unowned let connection: ServedConnection
  private var input: [UInt8] = []
  private var answer: ScriptedAnswer?
  private var nextStep = 0
  private var isLastRequest = false
  /// What is sent without end.
  private var repeated: [UInt8] = []

  init(_ connection: ServedConnection) { self.connection = connection }

  func received(_ bytes: UnsafeRawBufferPointer) {
    input += bytes
    if answer == nil { readRequest() }
  }

  func resume(_ stream: Int32) { perform() }

  func produce() {
    guard !repeated.isEmpty else { return }
    // Some kilobytes at a time, however short it is.
    for _ in 0...(16 * 1024 / repeated.count) { connection.send(repeated) }
  }

  private func readRequest() {
    guard let first = input.first else { return }
    guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) else { return refuse() }
    guard let end = input.firstRange(of: "\r\n\r\n".utf8) else {
      if input.count > Self.headLimit { refuse() }
      return
    }
    let head = String(decoding: input[..<end.lowerBound], as: UTF8.self)
    input.removeFirst(end.upperBound)
    guard let request = Self.request(head, connection: connection.number) else { return refuse() }
    let wish = request.headers["connection"]?.lowercased()
    isLastRequest =
      request.httpVersion == "1.0" ? wish != "keep-alive" : wish?.contains("close") == true
    connection.stopIdleTimer()
    answer = connection.answer(to: request)
    nextStep = 0
    perform()
  }

  private static func request(_ head: String, connection: Int) -> LabRequest? {
    let lines = head.split(at: "\r\n")
    let words = (lines.first ?? "").split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0" else { return nil }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      headers[line[..<colon].lowercased()] = String(value)
    }
    return LabRequest(
      connection: connection, method: String(words[0]), path: String(words[1]),
      httpVersion: String(words[2].dropFirst(5)), headers: headers)
  }

  /// Not HTTP: what nginx says to a ClientHello on a plain port.
  private func refuse() {
    let body = "client sent something that is not HTTP\n"
    connection.send(
      Array(
        """
        HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\n\
        Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)
        """.utf8))
    input = []
    connection.closeAfterOutput()
  }

  private func perform() {
    while let answer, answer.steps.indices.contains(nextStep) {
      let step = answer.steps[nextStep]
      nextStep += 1
      switch step {
      case .wait(let delay): return connection.schedule(delay, for: 0)
      case .head: connection.send(head(of: answer))
      case .body(let range): connection.send(answer.body[range])
      case .bodyForEver: repeated = answer.body
      case .rawForEver(let bytes): repeated = bytes
      case .end: return finish()
      case .close: return connection.closeAfterOutput()
      case .reset, .resetStream: return connection.resetAfterOutput()
      case .goAway: break
      case .raw(let bytes): connection.send(bytes)
      }
    }
  }

  private func finish() {
    answer = nil
    if isLastRequest { return connection.closeAfterOutput() }
    connection.startIdleTimer()
    if !input.isEmpty { readRequest() }
  }

  private func head(of answer: ScriptedAnswer) -> [UInt8] {
    let reason = answer.reason ?? HTTPStatus.name(answer.status) ?? "Status \(answer.status)"
    var text = "HTTP/1.1 \(answer.status) \(reason)\r\n"
    for (name, value) in answer.headers { text += "\(name): \(value)\r\n" }
    if answer.isEndless {
      isLastRequest = true
    } else if answer.hasBody {
      text += "content-length: \(answer.body.count)\r\n"
    }
    if isLastRequest {
      text += "connection: close\r\n"
    } else if case .idleDrop(let after, .closed) = connection.mirror.fault, after >= .seconds(1) {
      text += "keep-alive: timeout=\(after.components.seconds)\r\n"
    }
    return Array((text + "\r\n").utf8)
  }
}
