/// One thing that go and our program are both shown.
struct TestCase {
  /// The first entry of GOPROXY. `{FAULT}` is the port of the server that answers as the case says, here
  /// and in every answer; `{SOUND}` that of the sound proxy behind it; `{CLOSED}` one on which nobody
  /// listens.
  var proxy: String
  /// What the server of the first entry answers to a path; a file of the module that is not named here is
  /// answered soundly, any other path with 404.
  var answers: [String: Script] = [:]
  /// How the server of the first entry speaks TLS; nil for plain TCP.
  var tls: TLSPlan?
  /// The frames of an HTTP/2 server; nil for a server of HTTP/1.
  var http2: HTTP2Plan?
  /// The authorities to trust, as PEM; nil for none.
  var authorities: String?
  /// More of the environment of both programs.
  var environment: [String: String] = [:]
  /// The addresses on which the server of the first entry listens.
  var addresses: [String] = ["127.0.0.1"]
  /// What the name server answers for a name of this case; nil: all names are unknown.
  var names: DNSPlan?
  /// What was mutated, for a person to read.
  var description: String
}

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

/// How a server speaks TLS.
struct TLSPlan: Sendable {
  /// What is sent in the Certificate message, leaf first: DER, or not.
  var chain: [[UInt8]]
  /// The leaf's key, DER.
  var key: [UInt8]
  /// The answer to ALPN; empty for no answer.
  var alpn: [String] = ["http/1.1"]
  /// Nothing newer than TLS 1.2.
  var isTLS12 = false
}
