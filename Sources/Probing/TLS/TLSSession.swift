import COpenSSL
import GoRules
import Health

/// TLS on top of another stream, by OpenSSL.
///
/// OpenSSL reads and writes through a BIO of our own, whose every read is one of the stream below: so the kernel's time
/// of each packet is noted where it is read.
final class TLSSession: ByteStream {
  let ssl: OpaquePointer
  private let lower: any ByteStream
  let socket: TCPSocket
  private let judge: CertificateJudge
  /// Who the peer has to be: a name without final dot, or an address.
  let host: String
  private let isVerified: Bool
  private var records = TLSRecords()
  /// The stream below has failed or ended.
  private var failure: StreamFailure?
  private var hasEnded = false
  private(set) var alertOfPeer: UInt8?
  private(set) var alertOfOurs: UInt8?
  /// What the peer's certificates lack; nil where they were not refused.
  private var refusal: CertificateRefusal?
  /// The peer's message with its certificates, until they are judged; nil before it has come.
  private var certificateMessage: [UInt8]?
  /// By which the server has signed the handshake (RFC 8446, 4.2.3); nil where it is not known.
  private var signatureScheme: UInt16?
  /// What the peer sent, as far as go parses it.
  private var chain: [Certificate] = []
  private var isResumable = false
  /// The newest ticket is kept in `ticket`.
  var keepsTicket = false
  private(set) var ticket: TLSTicket?
  var isEstablished = false
  /// What `facts` told last, once it is established.
  private var told: TLSFacts?
  /// Messages since the handshake, or since the last data.
  private var uselessMessages = 0
  /// crypto/tls `maxUselessRecords`.
  private static let mostUselessMessages = 16

  /// `isVerified`: false where any certificate will do. nil where there is no memory for it.
  init?(
    _ context: TLSContext, _ judge: CertificateJudge, host: String, over lower: any ByteStream,
    isVerified: Bool = true
  ) {
    guard let ssl = SSL_new(context.pointer) else { return nil }
    self.ssl = ssl
    self.lower = lower
    socket = lower.socket
    self.judge = judge
    self.host = host
    self.isVerified = isVerified
    guard let method = Self.method, let bio = BIO_new(method) else {
      SSL_free(ssl)
      return nil
    }
    let this = Unmanaged.passUnretained(self).toOpaque()
    BIO_set_data(bio, this)
    BIO_set_init(bio, 1)
    SSL_set_bio(ssl, bio, bio)
    SSL_set_ex_data(ssl, TLSContext.index, this)
    SSL_set_connect_state(ssl)
    // An address is no server name (RFC 6066, 3).
    if AddressFamily(literal: host) == nil { _ = probe_ssl_name(ssl, host) }
  }

  deinit {
    SSL_free(ssl)
  }

  static func of(_ ssl: OpaquePointer) -> TLSSession? {
    SSL_get_ex_data(ssl, TLSContext.index).map {
      Unmanaged<TLSSession>.fromOpaque($0).takeUnretainedValue()
    }
  }

  // MARK: Handshake

  enum Progress {
    case pending
    case done
    case failed(StreamFailure)
  }

  func shakeHands() -> Progress {
    ERR_clear_error()
    let code = SSL_do_handshake(ssl)
    if code == 1 {
      isEstablished = true
      return .done
    }
    return isWaiting(code) ? .pending : .failed(failureOfSession)
  }

  private var isTLS13: Bool { SSL_version(ssl) == TLS1_3_VERSION }

  /// A message of the peer's handshake has come, its header included; OpenSSL has not parsed it yet.
  func take(handshakeMessage message: UnsafeRawBufferPointer) {
    if isEstablished {
      uselessMessages += 1
      if uselessMessages > Self.mostUselessMessages { failure = TLSErrorText.nothingAdvances }
    }
    switch Int32(message[0]) {
    case SSL3_MT_CERTIFICATE: certificateMessage = Array(message)
    case SSL3_MT_CERTIFICATE_VERIFY where message.count >= 6:
      signatureScheme = UInt16(message[4]) << 8 | UInt16(message[5])
    default: break
    }
  }

  /// The peer offers to go on with this session.
  func take(ticket session: OpaquePointer?) {
    isResumable = true
    if keepsTicket, let session { ticket = TLSTicket(session) ?? ticket }
  }

  /// Whether the peer's certificates are good for its host.
  func acceptsCertificates() -> Bool {
    guard let message = certificateMessage else { return false }
    certificateMessage = nil
    let chain: [[UInt8]]
    do throws(CertificateFailure) {
      chain = try CertificateMessage.certificates(in: message, isTLS13: isTLS13)
    } catch {
      refusal = CertificateRefusal(failure: error)
      return false
    }
    let verdict = judge.judge(chain, host: host, isTLS13: isTLS13)
    self.chain = verdict.parsed
    refusal = isVerified ? verdict.failure.map { CertificateRefusal(failure: $0) } : nil
    guard refusal == nil else { return false }
    if let text = judge.faultOfKey(verdict.parsed.first) {
      let words = ServerText(text.trimmingPrefix("tls: "))
      failure = StreamFailure(cause: .tlsProtocol(words), text: text, isLasting: true)
      return false
    }
    return true
  }

  /// The protocol that ALPN chose; nil where none was.
  var applicationProtocol: String? {
    var name: UnsafePointer<UInt8>?
    var length: UInt32 = 0
    SSL_get0_alpn_selected(ssl, &name, &length)
    return name.map {
      String(decoding: UnsafeBufferPointer(start: $0, count: Int(length)), as: UTF8.self)
    }
  }

  /// What the handshake told, and whether a ticket has come since.
  func facts(_ certificates: inout CertificateCache) -> TLSFacts {
    if let told, told.resumable == isResumable { return told }
    let facts = currentFacts(&certificates)
    if isEstablished { told = facts }
    return facts
  }

  private func currentFacts(_ certificates: inout CertificateCache) -> TLSFacts {
    let cipher = SSL_get_current_cipher(ssl).flatMap { SSL_CIPHER_get_name($0) }
    return TLSFacts(
      version: String(cString: SSL_get_version(ssl)),
      cipher: cipher.map { String(cString: $0) },
      group: probe_ssl_group_name(ssl).map { String(cString: $0) },
      alpn: applicationProtocol, resumable: isResumable,
      ocspStapled: probe_ssl_staple_size(ssl) > 0, chain: certificates.facts(of: chain))
  }

  // MARK: Data

  var isReadable: Bool {
    lower.isReadable || failure != nil || hasEnded || SSL_has_pending(ssl) == 1
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Reading {
    guard isReadable else { return .nothing }
    ERR_clear_error()
    let code = SSL_read(ssl, buffer.baseAddress, Int32(clamping: buffer.count))
    if code > 0 {
      // What was wrong with the messages before these bytes counts, though they came together.
      if failure != nil { return .failed(failureOfSession) }
      uselessMessages = 0
      return .bytes(Int(code))
    }
    if isWaiting(code) { return .nothing }
    if isEnd(code) { return .end }
    return .failed(failureOfSession)
  }

  func write(_ bytes: UnsafeRawBufferPointer) -> Writing {
    ERR_clear_error()
    let code = SSL_write(ssl, bytes.baseAddress, Int32(clamping: bytes.count))
    if code > 0 { return .wrote(Int(code)) }
    return isWaiting(code) ? .nothing : .failed(failureOfSession)
  }

  private func isWaiting(_ code: Int32) -> Bool {
    if failure != nil || hasEnded { return false }
    let error = SSL_get_error(ssl, code)
    return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE
  }

  /// go takes an end between two records for the end of the stream, with close_notify or without.
  private func isEnd(_ code: Int32) -> Bool {
    if SSL_get_error(ssl, code) == SSL_ERROR_ZERO_RETURN { return true }
    return hasEnded && records.isAtBoundary && alertOfPeer == nil
  }

  /// Why the session has failed, as go tells it.
  private var failureOfSession: StreamFailure {
    if let refusal { return refusal.streamFailure }
    if let alertOfPeer, alertOfPeer != 0 { return TLSErrorText.remote(alertOfPeer) }
    if !isEstablished, records.isNotTLS { return TLSErrorText.notTLS(isHTTP: records.isHTTP) }
    if let failure { return failure }
    if certificateMessage != nil { return failureAtCertificates }
    if hasEnded || alertOfPeer == 0 { return TLSErrorText.ended(atBoundary: records.isAtBoundary) }
    return TLSErrorText.local(
      reason: probe_error_reason(), alert: alertOfOurs, serverVersion: records.serverVersion,
      signature: TLSSignature(
        key: chain.first?.publicKey, scheme: signatureScheme, isTLS13: isTLS13))
  }

  /// OpenSSL cannot read the peer's certificates: go's verdict counts.
  private var failureAtCertificates: StreamFailure {
    if acceptsCertificates() {
      return StreamFailure(
        cause: .notMeasured("certificates that OpenSSL cannot read"),
        text: "certificates that OpenSSL cannot read", isLasting: true)
    }
    return refusal?.streamFailure ?? failure ?? TLSErrorText.ended(atBoundary: true)
  }

  /// OpenSSL has received an alert, or sent one of ours.
  func alert(isOurs: Bool, _ value: Int32) {
    let number = UInt8(truncatingIfNeeded: value)
    if isOurs {
      alertOfOurs = number
    } else if value >> 8 == SSL3_AL_FATAL || number == 0 {
      alertOfPeer = number
    }
  }

  // MARK: The stream below

  nonisolated(unsafe) private static let method: OpaquePointer? = {
    let kind = BIO_get_new_index() | Int32(BIO_TYPE_SOURCE_SINK)
    guard let method = BIO_meth_new(kind, "stream") else { return nil }
    BIO_meth_set_read_ex(method) { bio, buffer, length, count in
      guard let bio, let context = BIO_get_data(bio) else { return 0 }
      let session = Unmanaged<TLSSession>.fromOpaque(context).takeUnretainedValue()
      let read = session.fill(UnsafeMutableRawBufferPointer(start: buffer, count: length), bio)
      count?.pointee = read
      return read > 0 ? 1 : 0
    }
    BIO_meth_set_write_ex(method) { bio, bytes, length, count in
      guard let bio, let context = BIO_get_data(bio) else { return 0 }
      let session = Unmanaged<TLSSession>.fromOpaque(context).takeUnretainedValue()
      let written = session.drain(UnsafeRawBufferPointer(start: bytes, count: length), bio)
      count?.pointee = written
      return written > 0 ? 1 : 0
    }
    BIO_meth_set_ctrl(method) { _, command, _, _ in command == BIO_CTRL_FLUSH ? 1 : 0 }
    return method
  }()

  private func fill(_ buffer: UnsafeMutableRawBufferPointer, _ bio: OpaquePointer) -> Int {
    probe_bio_done(bio)
    guard failure == nil, !hasEnded else { return 0 }
    switch lower.read(into: buffer) {
    case .bytes(let count):
      records.take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      if !isEstablished, records.isNotTLS {
        failure = TLSErrorText.notTLS(isHTTP: records.isHTTP)
        return 0
      }
      return count
    case .nothing: probe_bio_wait_to_read(bio)
    case .end: hasEnded = true
    case .failed(let failure): self.failure = failure
    }
    return 0
  }

  private func drain(_ bytes: UnsafeRawBufferPointer, _ bio: OpaquePointer) -> Int {
    probe_bio_done(bio)
    switch lower.write(bytes) {
    case .wrote(let count): return count
    case .nothing: probe_bio_wait_to_write(bio)
    case .failed(let failure): self.failure = failure
    }
    return 0
  }
}
