import GoRules
import Testing

/// A SOCKS 5 proxy asked as go 1.27's net/http does (socks_bundle.go).
struct SOCKS5ClientTests {
  struct Case: Sendable {
    var host = "h"
    var port = "80"
    var credentials: SOCKS5Client.Credentials?
    /// The proxy's bytes.
    var answers: [UInt8] = []
    /// All that was sent.
    var sent: [UInt8] = []
    /// go's text after `socks connect tcp PROXY->TARGET`; nil for a tunnel.
    var text: String?
  }

  private static let granted: [UInt8] = [5, 0, 5, 0, 0, 1, 127, 0, 0, 1, 0, 80]
  private static let request: [UInt8] = [5, 1, 0, 5, 1, 0, 3, 1, 0x68, 0, 80]
  private static let user = SOCKS5Client.Credentials(user: "me", password: "pw")
  private static let userSent: [UInt8] = [5, 2, 0, 2, 1, 2, 0x6D, 0x65, 2, 0x70, 0x77]

  static let cases = [
    Case(answers: granted, sent: request),
    Case(
      host: "10.0.0.1", port: "8080", answers: granted,
      sent: [5, 1, 0, 5, 1, 0, 1, 10, 0, 0, 1, 0x1F, 0x90]),
    Case(
      host: "2001:db8::1:0:0:1", answers: [5, 0, 5, 0, 0, 4] + [UInt8](repeating: 0, count: 18),
      sent: [5, 1, 0, 5, 1, 0, 4, 0x20, 1, 0xD, 0xB8, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 80]),
    Case(
      host: "::ffff:1.2.3.4", answers: granted, sent: [5, 1, 0, 5, 1, 0, 1, 1, 2, 3, 4, 0, 80]),
    Case(answers: [5, 0, 5, 0, 0, 3, 2, 0x61, 0x62, 0, 1], sent: request),
    Case(
      credentials: user, answers: [5, 2, 1, 0] + granted.dropFirst(2),
      sent: userSent + request.dropFirst(3)),
    Case(
      credentials: user, answers: granted, sent: [5, 2, 0, 2] + request.dropFirst(3)),
    Case(
      credentials: user, answers: [5, 2, 1, 1], sent: userSent,
      text: "->h:80: username/password authentication failed"),
    Case(
      credentials: user, answers: [5, 2, 5, 0], sent: userSent,
      text: "->h:80: invalid username/password version"),
    Case(
      credentials: user, answers: [5, 1], sent: [5, 2, 0, 2],
      text: "->h:80: unsupported authentication method 1"),
    Case(
      credentials: SOCKS5Client.Credentials(user: "", password: ""), answers: [5, 2],
      sent: [5, 2, 0, 2], text: "->h:80: invalid username/password"),
    Case(answers: [5, 9] + granted.dropFirst(2), sent: request),
    Case(sent: [5, 1, 0], text: "->h:80: EOF"),
    Case(answers: [5], sent: [5, 1, 0], text: "->h:80: unexpected EOF"),
    Case(answers: [4, 0], sent: [5, 1, 0], text: "->h:80: unexpected protocol version 4"),
    Case(
      answers: [5, 255], sent: [5, 1, 0], text: "->h:80: no acceptable authentication methods"),
    Case(answers: [5, 0], sent: request, text: "->h:80: EOF"),
    Case(answers: [5, 0, 5, 0, 0], sent: request, text: "->h:80: unexpected EOF"),
    Case(
      answers: [5, 0, 72, 0, 0, 1], sent: request,
      text: "->h:80: unexpected protocol version 72"),
    Case(
      answers: [5, 0, 5, 5, 0, 1], sent: request,
      text: "->h:80: unknown error connection refused"),
    Case(
      answers: [5, 0, 5, 9, 0, 1], sent: request,
      text: "->h:80: unknown error unknown code: 9"),
    Case(answers: [5, 0, 5, 0, 1, 1], sent: request, text: "->h:80: non-zero reserved field"),
    Case(answers: [5, 0, 5, 0, 0, 2], sent: request, text: "->h:80: unknown address type 2"),
    Case(answers: [5, 0, 5, 0, 0, 3], sent: request, text: "->h:80: EOF"),
    Case(host: "h", port: "99999", text: ": port number out of range 99999"),
    Case(host: "h", port: "0", text: ": port number out of range 0"),
    Case(
      host: "h", port: "99999999999999999999",
      text: ": strconv.Atoi: parsing \"99999999999999999999\": value out of range"),
    Case(
      host: "1:0:0:2::", answers: [5, 255], sent: [5, 1, 0],
      text: "->[1:0:0:2::]:80: no acceptable authentication methods"),
    Case(
      host: String(repeating: "a", count: 256), answers: [5, 0], sent: [5, 1, 0],
      text: "->\(String(repeating: "a", count: 256)):80: FQDN too long"),
  ]

  @Test(arguments: cases)
  func asksAsGo(example: Case) {
    for size in [1, 100] {
      var exchange = Exchange(example)
      exchange.receive(example.answers, piecesOf: size)
      #expect(exchange.sent == example.sent)
      #expect(
        exchange.text
          == example.text.map {
            "socks connect tcp" + ($0.hasPrefix("->") ? " 127.0.0.1:1080" : "") + $0
          })
      #expect(exchange.isConnected == (example.text == nil))
    }
  }

  /// What follows the last answer belongs to the tunnel.
  @Test func leavesTheTunnelsBytes() {
    var exchange = Exchange(Case())
    exchange.receive(Self.granted + [22, 3, 1], piecesOf: 100)
    #expect(exchange.isConnected)
    #expect(exchange.left == 3)
  }
}

/// A client fed to its end.
private struct Exchange {
  private var client: SOCKS5Client
  private(set) var sent: [UInt8] = []
  private(set) var text: String?
  private(set) var isConnected = false
  /// Bytes not used of the last piece.
  private(set) var left = 0

  init(_ example: SOCKS5ClientTests.Case) {
    client = SOCKS5Client(
      proxy: "127.0.0.1:1080", host: example.host, port: example.port,
      credentials: example.credentials)
    note(client.start())
  }

  mutating func receive(_ bytes: [UInt8], piecesOf size: Int) {
    for start in stride(from: 0, to: bytes.count, by: size) {
      let piece = Array(bytes[start..<min(start + size, bytes.count)])
      var position = 0
      while let event = piece.withUnsafeBytes({ client.next(in: $0, at: &position) }) {
        note(event)
      }
      left = piece.count - position
    }
    if let event = client.closed(nil) { note(event) }
  }

  private mutating func note(_ event: SOCKS5Client.Event) {
    switch event {
    case .send(let bytes): sent += bytes
    case .connected: isConnected = true
    case .failure(let failure): text = failure.goText
    }
  }
}
