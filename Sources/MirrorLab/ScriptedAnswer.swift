import GoRules

/// What a mirror does about one request: a head, a body and a script of steps.
///
/// A value computed from the request and the mirror's settings; HTTP/1.1 and HTTP/2 only differ in how
/// they perform the steps.
struct ScriptedAnswer {
  /// One step; the next follows at once, except after a wait.
  enum Step: Equatable {
    case wait(Duration)
    /// The head, which announces the length of the whole body.
    case head
    case body(Range<Int>)
    /// The body over and over, until the peer goes away.
    case bodyForEver
    /// The answer is complete.
    case end
    /// The connection is closed, whatever is missing.
    case close
    /// The connection is reset.
    case reset
    /// RST_STREAM; on HTTP/1.1 as `reset`.
    case resetStream(UInt32)
    /// GOAWAY that covers this request, or leaves it unprocessed; on HTTP/1.1 nothing.
    case goAway(covers: Bool)
    /// Bytes that bypass the protocol.
    case raw([UInt8])
    /// The same over and over, until the peer goes away.
    case rawForEver([UInt8])
  }

  var status: Int
  /// nil stands for the usual one.
  var reason: String?
  var headers: [(name: String, value: String)] = []
  var body: [UInt8] = []
  var steps: [Step]

  /// The body's length is not announced.
  var isEndless: Bool { steps.contains(.bodyForEver) }

  /// 1xx, 204 and 304 have no body (RFC 9110, 6.4.1).
  var hasBody: Bool { status >= 200 && status != 204 && status != 304 }

  /// The whole answer without faults.
  private init(
    _ status: Int, reason: String? = nil, type: String, body: [UInt8], delays: Delays,
    headers: [(name: String, value: String)] = []
  ) {
    self.status = status
    self.reason = reason
    self.headers = [("content-type", type)] + headers
    self.body = status == 204 || status == 304 ? [] : body
    let end = self.body.count
    steps = delays.firstByte > .zero ? [.wait(delays.firstByte)] : []
    if delays.body > .zero, end > 1 {
      steps += [.head, .body(0..<end / 2), .wait(delays.body), .body(end / 2..<end)]
    } else {
      steps += [.head, .body(0..<end)]
    }
    steps += (delays.end > .zero ? [.wait(delays.end)] : []) + [.end]
  }
}

extension ScriptedAnswer {
  init(to request: LabRequest, tree: ModuleTree, fault: Fault, delays: Delays) {
    if fault == .acceptAndSilence {
      self.init(200, type: Self.text, body: [], delays: delays)
      steps = []
    } else if case .answer(let answerFault, let only) = fault,
      only == nil || only == request.file
    {
      self.init(to: request, tree: tree, fault: answerFault, delays: delays)
    } else {
      self.init(to: request, tree: tree, delays: delays)
    }
  }

  private static let text = "text/plain; charset=UTF-8"

  private init(to request: LabRequest, tree: ModuleTree, delays: Delays) {
    guard request.method == "GET" || request.method == "HEAD" else {
      self.init(405, type: Self.text, body: Array("method not allowed\n".utf8), delays: delays)
      return
    }
    if let file = tree.file(at: request.path) {
      self.init(200, type: file.type, body: file.body, delays: delays)
    } else {
      self.init(
        404, type: Self.text, body: Array("not found: no such module\n".utf8), delays: delays)
    }
    if request.method == "HEAD" { steps = steps.filter { !$0.isBody } }
  }

  private init(to request: LabRequest, tree: ModuleTree, fault: AnswerFault, delays: Delays) {
    let json = "application/json"
    switch fault {
    case .status(let status, let text):
      self.init(status, type: Self.text, body: Array(text.utf8), delays: delays)
    case .fields(let fields):
      self.init(to: request, tree: tree, delays: delays)
      headers += fields.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    case .wantsCredentials(let credentials):
      if request.headers["authorization"] == "Basic " + Base64.encoded(credentials) {
        self.init(to: request, tree: tree, delays: delays)
      } else {
        let challenge = [(name: "www-authenticate", value: "Basic realm=\"lab\"")]
        self.init(401, type: Self.text, body: [], delays: delays, headers: challenge)
      }
    case .notCached:
      if request.headers["disable-module-fetch"] == "true" {
        let body = Array("not found: temporarily unavailable\n".utf8)
        self.init(404, type: Self.text, body: body, delays: delays)
      } else {
        self.init(to: request, tree: tree, delays: delays)
      }
    case .redirect(let status, let base):
      let location = [(name: "location", value: base + request.path)]
      self.init(status, type: Self.text, body: [], delays: delays, headers: location)
    case .redirectLoop:
      let location = [(name: "location", value: request.path)]
      self.init(302, type: Self.text, body: [], delays: delays, headers: location)
    case .redirectWithoutLocation:
      self.init(302, type: Self.text, body: [], delays: delays)
    case .badJSON:
      self.init(200, type: json, body: Array("{not json".utf8), delays: delays)
    case .wrongVersion:
      let info = LabModule("", "v9.9.9").info
      self.init(200, type: json, body: Array(info.utf8), delays: delays)
    case .otherModule:
      let mod = LabModule("example.com/other", "v1.0.0").mod
      self.init(200, type: Self.text, body: Array(mod.utf8), delays: delays)
    case .emptyBody:
      self.init(200, type: json, body: [], delays: delays)
    case .htmlPage:
      self.init(200, type: "text/html", body: Array(Self.captivePortal.utf8), delays: delays)
    case .garbageBody:
      let garbage = (0..<997).map { UInt8(truncatingIfNeeded: $0 * 197 + 91) }
      self.init(200, type: "application/octet-stream", body: garbage, delays: delays)
    case .hugeHeaders:
      let line = String(repeating: "a", count: 16 * 1024)
      let padding = (0..<704).map { (name: "x-padding-\($0)", value: line) }
      self.init(200, type: Self.text, body: [], delays: delays, headers: padding)
    case .longHeader:
      let field = [(name: "x-padding", value: String(repeating: "a", count: 200_000))]
      self.init(200, type: Self.text, body: [], delays: delays, headers: field)
    case .endlessFrames:
      self.init(to: request, tree: tree, delays: delays)
      if request.httpVersion == "2" {
        // DATA (0) without flags, of no bytes, on stream 1 (RFC 9113, 4.1 and 6.1).
        let frame: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 1]
        steps = [.head, .rawForEver(Array(repeatElement(frame, count: 1000).joined()))]
      } else {
        let interim = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)
        steps = [.rawForEver(Array(repeatElement(interim, count: 100).joined()))]
      }
    case .gzipBomb:
      let encoding = [(name: "content-encoding", value: "gzip")]
      self.init(200, type: json, body: Self.bomb, delays: delays, headers: encoding)
    case .controlCharacters:
      let text = "\u{1B}[2J\u{1B}]0;owned\u{7}bad\u{8}\u{9B}31m gateway\r\u{202E}"
      self.init(
        502, reason: "Bad \u{1B}[31mGateway\u{7}", type: Self.text, body: Array(text.utf8),
        delays: delays, headers: [(name: "server", value: "evil\u{1B}[2J\u{9B}1m")])
    case .goAway(let count) where request.connection > count:
      self.init(to: request, tree: tree, delays: delays)
    default:
      self.init(to: request, tree: tree, delays: delays)
      distort(by: fault, delays: delays)
    }
  }

  /// Replaces the steps of a sound answer by those of a fault of transport.
  private mutating func distort(by fault: AnswerFault, delays: Delays) {
    let half = body.count / 2
    let begin: [Step] =
      (delays.firstByte > .zero ? [.wait(delays.firstByte)] : []) + [.head, .body(0..<half)]
    switch fault {
    case .silence: steps = []
    case .slowHeaders(let delay): steps.insert(.wait(delay), at: 0)
    case .slowBody(let delay): steps = begin + [.wait(delay), .body(half..<body.count), .end]
    case .stalledBody: steps = begin
    case .truncatedBody: steps = begin + [.close]
    case .closed: steps = [.close]
    case .reset: steps = [.reset]
    case .streamReset(let code, let inBody): steps = (inBody ? begin : []) + [.resetStream(code)]
    case .goAway: steps = [.goAway(covers: false), .close]
    case .goAwayAndAnswer: steps.insert(.goAway(covers: true), at: 0)
    case .endlessBody:
      if body.isEmpty { body = Array("endless ".utf8) }
      steps = [.head, .bodyForEver]
    case .notHTTP: steps = [.raw(Array("SSH-2.0-OpenSSH_9.2\r\n".utf8)), .close]
    default: break
    }
  }

  private static let captivePortal = """
    <!DOCTYPE html>
    <html><head><title>Sign in to the network</title></head>
    <body><h1>Welcome</h1><p>Please accept the terms to go online.</p></body></html>
    """

  /// gzip (RFC 1952) of one block with fixed codes (RFC 1951, 3.2.6): a zero byte, then 400,000 times
  /// "copy 258 bytes from one byte back", 13 bits each, so eight of them are 13 bytes.
  private static let bomb: [UInt8] = {
    var bits = BitWriter()
    bits.write(0b1, count: 1)  // last block
    bits.write(0b01, count: 2)  // fixed codes
    bits.writeCode(0b0011_0000, count: 8)  // the literal 0
    for _ in 0..<8 {
      bits.writeCode(0b1100_0101, count: 8)  // length 258
      bits.writeCode(0, count: 5)  // distance 1
    }
    bits.repeatLast(13, times: 49_999)
    bits.writeCode(0, count: 7)  // end of block
    let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    return head + bits.finished() + [UInt8](repeating: 0, count: 8)
  }()
}

extension ScriptedAnswer.Step {
  fileprivate var isBody: Bool {
    if case .body = self { true } else { false }
  }
}

/// Packs bits as deflate does, from the least significant bit of each byte.
private struct BitWriter {
  private var bytes: [UInt8] = []
  private var pending: UInt32 = 0
  private var pendingCount: UInt32 = 0

  /// A number, least significant bit first.
  mutating func write(_ value: UInt32, count: UInt32) {
    pending |= value << pendingCount
    pendingCount += count
    while pendingCount >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      pendingCount -= 8
    }
  }

  /// A Huffman code, most significant bit first.
  mutating func writeCode(_ code: UInt32, count: UInt32) {
    for bit in (0..<count).reversed() { write(code >> bit & 1, count: 1) }
  }

  /// Appends the last `count` bytes `times` more; right where what they end in repeats what they follow.
  mutating func repeatLast(_ count: Int, times: Int) {
    let group = Array(bytes.suffix(count))
    bytes.reserveCapacity(bytes.count + count * times)
    for _ in 0..<times { bytes += group }
  }

  func finished() -> [UInt8] { pendingCount > 0 ? bytes + [UInt8(pending)] : bytes }
}
