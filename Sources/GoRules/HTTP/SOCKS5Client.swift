/// A connection through a SOCKS 5 proxy, as net/http asks for it (net/http socks_bundle.go, RFC 1928 and 1929).
///
/// The host's name goes to the proxy as it is, for `socks5` as well as `socks5h`.
package struct SOCKS5Client: Sendable {
  package enum Event: Sendable, Hashable {
    /// Bytes to send.
    case send([UInt8])
    /// The tunnel stands; what follows in the input belongs to it.
    case connected
    case failure(Failure)
  }

  package struct Failure: Error, Sendable, Hashable {
    package enum Fault: Sendable, Hashable {
      /// Not 5.
      case version(UInt8)
      case noAcceptableMethod
      /// A method that was not offered.
      case unsupportedMethod(UInt8)
      /// No user name, or more than 255 bytes of name or password.
      case invalidCredentials
      case credentialsVersion
      case credentialsRefused
      /// A host of more than 255 bytes.
      case hostTooLong
      /// The proxy's reply, not 0.
      case reply(UInt8)
      case reservedField
      case addressType(UInt8)
      case portOutOfRange(String)
      /// The connection closed; with a part of an answer received (`unexpected EOF`) or none (`EOF`).
      case closed(withinAnswer: Bool)
      /// Reading or writing failed; go's text for it.
      case failed(String)
    }

    package var fault: Fault
    /// `socks connect tcp PROXY->TARGET: `.
    var prefix: String

    /// go's text, to stand after `Get "URL": `.
    package var goText: String { prefix + faultText }

    private var faultText: String {
      switch fault {
      case .version(let version): "unexpected protocol version \(version)"
      case .noAcceptableMethod: "no acceptable authentication methods"
      case .unsupportedMethod(let method): "unsupported authentication method \(method)"
      case .invalidCredentials: "invalid username/password"
      case .credentialsVersion: "invalid username/password version"
      case .credentialsRefused: "username/password authentication failed"
      case .hostTooLong: "FQDN too long"
      case .reply(let code): "unknown error \(Self.text(ofReply: code))"
      case .reservedField: "non-zero reserved field"
      case .addressType(let type): "unknown address type \(type)"
      case .portOutOfRange(let port):
        Int(port) == nil
          ? "strconv.Atoi: parsing \(goQuoted(port)): value out of range"
          : "port number out of range \(port)"
      case .closed(let withinAnswer): withinAnswer ? "unexpected EOF" : "EOF"
      case .failed(let text): text
      }
    }

    private static func text(ofReply code: UInt8) -> String {
      switch code {
      case 1: "general SOCKS server failure"
      case 2: "connection not allowed by ruleset"
      case 3: "network unreachable"
      case 4: "host unreachable"
      case 5: "connection refused"
      case 6: "TTL expired"
      case 7: "command not supported"
      case 8: "address type not supported"
      default: "unknown code: \(code)"
      }
    }
  }

  /// User name and password, decoded.
  package struct Credentials: Sendable, Hashable {
    package var user: String
    package var password: String

    package init(user: String, password: String) {
      self.user = user
      self.password = password
    }
  }

  private let host: String
  private let port: String
  private let credentials: Credentials?
  private let prefix: String
  private var state = State.start
  /// What has come of the part of an answer that is read at once.
  private var pending: [UInt8] = []

  private enum State: Sendable {
    case start
    case method
    case credentials
    case reply
    case nameLength
    /// The address that the proxy is bound to, with its port; so many bytes.
    case boundAddress(Int)
    case over
  }

  /// `proxy`: the address connected to, `127.0.0.1:1080`. `host` without brackets, and `port`, of the target.
  /// `credentials`: nil where the proxy's URL has no userinfo.
  package init(proxy: String, host: String, port: String, credentials: Credentials?) {
    self.host = host
    self.port = port
    self.credentials = credentials
    let name = Self.octets(host).map { IPAddress.text($0) } ?? host
    // Neither address is named where one of them has an impossible port (`pathAddrs`).
    let isNamed = Int(port).map { (1...0xFFFF).contains($0) } ?? false
    let target = name.utf8.contains(UInt8(ascii: ":")) ? "[\(name)]:\(port)" : "\(name):\(port)"
    prefix = "socks connect tcp" + (isNamed ? " \(proxy)->\(target): " : ": ")
  }

  /// What to send first, or why nothing is sent.
  package mutating func start() -> Event {
    guard let number = Int(port), (1...0xFFFF).contains(number) else {
      return fail(.portOutOfRange(port))
    }
    state = .method
    return .send(credentials == nil ? [5, 1, 0] : [5, 2, 0, 2])
  }

  /// The next event in `input`, from `position` on, which moves behind what was used; nil when more is needed.
  package mutating func next(in input: UnsafeRawBufferPointer, at position: inout Int) -> Event? {
    while position < input.count, let wanted {
      let count = min(wanted - pending.count, input.count - position)
      pending.append(contentsOf: input[position..<position + count])
      position += count
      guard pending.count == wanted else { return nil }
      let answer = pending
      pending = []
      if let event = take(answer) { return event }
    }
    return nil
  }

  /// The connection has ended; `failure` is go's text where reading or writing failed, nil for a plain end.
  package mutating func closed(_ failure: String?) -> Event? {
    guard wanted != nil else { return nil }
    return fail(failure.map { .failed($0) } ?? .closed(withinAnswer: !pending.isEmpty))
  }

  /// The size of the part that go reads at once; nil where it reads nothing.
  private var wanted: Int? {
    switch state {
    case .method, .credentials: 2
    case .reply: 4
    case .nameLength: 1
    case .boundAddress(let count): count
    case .start, .over: nil
    }
  }

  private mutating func take(_ answer: [UInt8]) -> Event? {
    switch state {
    case .start, .over: return nil
    case .method: return takeMethod(answer)
    case .credentials:
      if answer[0] != 1 { return fail(.credentialsVersion) }
      if answer[1] != 0 { return fail(.credentialsRefused) }
      return connect()
    case .reply: return takeReply(answer)
    case .nameLength:
      state = .boundAddress(Int(answer[0]) + 2)
      return nil
    case .boundAddress:
      state = .over
      return .connected
    }
  }

  private mutating func takeMethod(_ answer: [UInt8]) -> Event {
    if answer[0] != 5 { return fail(.version(answer[0])) }
    if answer[1] == 0xFF { return fail(.noAcceptableMethod) }
    // Without credentials go does not look at the method.
    guard let credentials, answer[1] != 0 else { return connect() }
    if answer[1] != 2 { return fail(.unsupportedMethod(answer[1])) }
    let user = Array(credentials.user.utf8)
    let password = Array(credentials.password.utf8)
    guard (1...255).contains(user.count), password.count <= 255 else {
      return fail(.invalidCredentials)
    }
    state = .credentials
    return .send([1, UInt8(user.count)] + user + [UInt8(password.count)] + password)
  }

  /// An address without zone, of 4 or 16 octets (`net.ParseIP`); nil for a name.
  private static func octets(_ host: String) -> [UInt8]? {
    guard let address = IPAddress(parsing: host.utf8), address.zone == nil else { return nil }
    return IPAddress.shortened(address.octets)
  }

  /// The request to connect.
  private mutating func connect() -> Event {
    var request: [UInt8] = [5, 1, 0]
    if let octets = Self.octets(host) {
      request.append(octets.count == 4 ? 1 : 4)
      request += octets
    } else {
      guard host.utf8.count <= 255 else { return fail(.hostTooLong) }
      request += [3, UInt8(host.utf8.count)]
      request += Array(host.utf8)
    }
    let number = Int(port) ?? 0
    request += [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
    state = .reply
    return .send(request)
  }

  private mutating func takeReply(_ answer: [UInt8]) -> Event? {
    if answer[0] != 5 { return fail(.version(answer[0])) }
    if answer[1] != 0 { return fail(.reply(answer[1])) }
    if answer[2] != 0 { return fail(.reservedField) }
    switch answer[3] {
    case 1: state = .boundAddress(4 + 2)
    case 4: state = .boundAddress(16 + 2)
    case 3: state = .nameLength
    default: return fail(.addressType(answer[3]))
    }
    return nil
  }

  private mutating func fail(_ fault: Failure.Fault) -> Event {
    state = .over
    return .failure(Failure(fault: fault, prefix: prefix))
  }
}
