/// A client's HTTP/2 connection that sends GETs, one at a time, and reads answers as go's transport
/// does (net/http/internal/http2: Transport, clientConnReadLoop, Framer).
///
/// `get` queues a request, `receive` takes the peer's bytes in pieces of any size, `takeOutput` has
/// what is to be sent. Bodies are consumed at once, as by a reader that never lags behind; so the
/// peer cannot exceed a stream's window. Memory: at most a frame of 1 MiB and a header block, for
/// which the limits are go's (a list of 10 MiB, and as much again for what `trailer` names).
package struct HTTP2Connection: Sendable {
  /// The longest frame we take, announced in SETTINGS (go: defaultMaxReadFrameSize).
  static let mostFrameSize = 1 << 20
  static let streamWindow = 4 << 20
  static let connectionWindow = 1 << 30

  /// How many frames that carry no part of the answer are read; go has no such limit. Header fields of no use count as
  /// one frame per 256 decoded bytes, since a few bytes of HPACK can expand to many.
  ///
  /// More than the 249,660 smallest 1xx answers with which go's own limit is reached.
  static let mostIdleFrames = 1 << 18
  /// How much output may wait; go stops reading at some point and waits.
  static let mostOutput = 256 << 10

  // What is read.

  /// The header of the frame whose payload is being read.
  var header: HTTP2FrameHeader?
  /// The start of a header or payload that goes on in the next piece.
  var partial: [UInt8] = []
  /// The stream of a header block that CONTINUATION must go on with (go: lastHeaderStream).
  var openBlockStream: UInt32 = 0
  var block: HeaderBlock?
  var decoder = HPACKDecoder()
  /// Frames, and bytes of fields, since a part of the answer came; see `mostIdleFrames`.
  var idleFrames = 0
  var events: [HTTP2Event] = []

  // What is known of the peer.

  var wantsSettingsAck = true
  var peerFrameSize = 16 << 10
  /// SETTINGS_MAX_HEADER_LIST_SIZE, 0 for no limit.
  var peerListSize: UInt64 = 0
  var peerAllowsStreams = true
  var goAway: GoAway?
  var window = HTTP2InboundWindow(Self.connectionWindow + 65_535)
  var outbound = HTTP2OutboundWindows()

  // What we ask.

  var encoder = HPACKEncoder()
  var nextStream: UInt32 = 1
  var stream: Stream?
  /// The stream ended in a way after which go asks nothing more on this connection.
  var isSpent = false
  var output: [UInt8] = []

  /// Whether the peer's SETTINGS have come; false after a long silence says what the peer lacks.
  package internal(set) var sawSettings = false
  /// Whether go would have closed the connection by now; nothing more is read.
  package internal(set) var isClosed = false
  /// Why it is closed, where it was not in good order.
  package internal(set) var closeCause: HTTP2Failure?

  /// A request whose answer is not complete.
  struct Stream: Sendable {
    let id: UInt32
    let askedForGzip: Bool
    /// The fields of the answer came.
    var hasAnswer = false
    /// Bytes of the body that are still to come, nil if unknown.
    var remaining: Int64?
    /// The size of all 1xx answers' fields.
    var informationalSize = 0
    var window = HTTP2InboundWindow(HTTP2Connection.streamWindow)
    /// See `HTTP2OutboundWindows.widen`.
    var outboundDelta: Int64 = 0
    /// The peer ended the stream, and all was said about the request.
    ///
    /// As go's, the stream is still there for what came together with its end, such as a
    /// WINDOW_UPDATE beyond the limit.
    var isEnded = false
    /// The peer gave up this request, but what it sent together with that still counts.
    var abort: Abort?
  }

  /// How a request was given up by RST_STREAM or GOAWAY.
  ///
  /// go's read loop hands frames on to the request's goroutine, which wakes up later: an answer that
  /// came together with the reset is taken. So the request ends when no more has come, see `pause`.
  struct Abort: Sendable {
    /// The first of several (go: abortOnce).
    let failure: HTTP2Failure
    /// The stream was reset, which alone ends its body at this point.
    var bodyFailure: HTTP2Failure?
  }

  /// A header block that is not complete.
  struct HeaderBlock: Sendable {
    let stream: UInt32
    let endsStream: Bool
    var list = HTTP2FieldList()
  }

  /// What the GOAWAY frames say together (go: processGoAway).
  struct GoAway: Sendable {
    var lastStream: UInt32
    var code: HTTP2ErrorCode
    var debug: [UInt8]
  }

  /// A new connection, whose output starts with go's preface, SETTINGS and WINDOW_UPDATE.
  package init() {
    output.append(contentsOf: "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
    let settings: [(UInt16, Int)] = [
      (HTTP2Setting.enablePush, 0),
      (HTTP2Setting.initialWindowSize, Self.streamWindow),
      (HTTP2Setting.maxFrameSize, Self.mostFrameSize),
      (HTTP2Setting.maxHeaderListSize, HTTP2FieldList.mostSize),
    ]
    appendHeader(length: settings.count * 6, .settings, flags: 0, stream: 0)
    for (id, value) in settings {
      output.append(UInt8(id >> 8))
      output.append(UInt8(id & 0xff))
      append(UInt32(value))
    }
    sendWindowUpdate(stream: 0, by: Self.connectionWindow)
  }

  /// Whether `get` may be called: no request is in flight, and go would ask on this connection too.
  package var canTakeRequest: Bool {
    stream == nil && !isClosed && goAway == nil && !isSpent && peerAllowsStreams
      && nextStream < UInt32(Int32.max)
  }

  /// Queues a GET.
  ///
  /// Throws `requestTooLarge` for the request; `unusable` where go would take a new connection, and
  /// `neverUsable` where this one has ended before its first request.
  package mutating func get(_ request: HTTP2Request) throws(HTTP2Failure) {
    if isClosed && nextStream == 1 { throw .neverUsable }
    guard canTakeRequest else { throw .unusable }
    let id = nextStream
    nextStream += 2
    if peerListSize > 0, UInt64(request.listSize) > peerListSize { throw .requestTooLarge }
    if !outbound.spend(request.body.count) { throw .unusable }
    sendHeaders(encoder.encode(request), stream: id, endsStream: request.body.isEmpty)
    if !request.body.isEmpty { sendBody(request.body, stream: id) }
    stream = Stream(id: id, askedForGzip: request.acceptsGzip)
    idleFrames = 0
  }

  /// Gives up the request in flight, if there is one, as go does when a body is closed unread.
  package mutating func cancel() {
    guard stream != nil else { return }
    endStream(reset: .cancel)
  }

  /// What is to be sent to the peer now, in this order; empties it.
  package mutating func takeOutput() -> [UInt8] {
    defer { output = [] }
    return output
  }
}
