/// What a server does on a connection after a request.
struct Script {
  enum Step {
    case send([UInt8])
    /// Nothing, for so many milliseconds.
    case pause(Int)
    case end(Ending)
  }

  enum Ending: String, CaseIterable {
    /// Keep the connection open for further requests.
    case hold
    /// An orderly end of the connection.
    case close
    /// An end without TLS's close_notify; over plain TCP the same as `close`.
    case abort
    /// RST.
    case reset
  }

  var steps: [Step]

  init(_ bytes: [UInt8], _ ending: Ending = .hold) { steps = [.send(bytes), .end(ending)] }
  init(steps: [Step]) { self.steps = steps }

  /// A 200 with this body.
  static func ok(_ body: [UInt8]) -> Script {
    Script(Array("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body)
  }

  /// Bytes that are sent.
  var size: Int {
    steps.reduce(0) { size, step in
      if case .send(let bytes) = step { size + bytes.count } else { size }
    }
  }

  /// As it is printed.
  var description: String {
    steps.map { step in
      switch step {
      case .send(let bytes): Escaped.text(bytes)
      case .pause(let milliseconds): "<\(milliseconds) ms>"
      case .end(let ending): "<\(ending.rawValue)>"
      }
    }.joined(separator: " ")
  }
}
