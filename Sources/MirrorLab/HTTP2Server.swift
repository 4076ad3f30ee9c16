import CNghttp2

/// The server's side of HTTP/2 (RFC 9113) by libnghttp2.
final class HTTP2Server: ServerProtocol {
  /// One request and what has been done about it.
  private struct Stream {
    var request: LabRequest
    var answer: ScriptedAnswer?
    var nextStep = 0
    /// The bytes that may be sent by now, and how many of them were.
    var released = 0
    var sent = 0
    var isComplete = false
    var repeatsBody = false
  }

  private unowned let connection: ServedConnection
  private var session: OpaquePointer?
  private var streams: [Int32: Stream] = [:]
  /// Requests read to their end, to be answered when libnghttp2 has returned.
  private var readable: [Int32] = []
  /// What bypasses the session without end.
  private var repeated: [UInt8] = []

  /// nil without memory.
  init?(_ connection: ServedConnection) {
    self.connection = connection
    var options: OpaquePointer?
    var callbacks: OpaquePointer?
    guard nghttp2_option_new(&options) == 0 else { return nil }
    defer { nghttp2_option_del(options) }
    nghttp2_option_set_max_send_header_block_length(options, 16 << 20)
    guard nghttp2_session_callbacks_new(&callbacks) == 0 else { return nil }
    defer { nghttp2_session_callbacks_del(callbacks) }
    Self.set(callbacks)
    let this = Unmanaged.passUnretained(self).toOpaque()
    guard nghttp2_session_server_new2(&session, callbacks, this, options) == 0,
      nghttp2_submit_settings(session, UInt8(NGHTTP2_FLAG_NONE.rawValue), nil, 0) == 0
    else { return nil }
  }

  deinit { nghttp2_session_del(session) }

  // MARK: ServerProtocol

  func received(_ bytes: UnsafeRawBufferPointer) {
    let base = bytes.bindMemory(to: UInt8.self).baseAddress
    guard nghttp2_session_mem_recv(session, base, bytes.count) >= 0 else {
      return connection.closeAfterOutput()
    }
    for id in readable {
      guard let request = streams[id]?.request else { continue }
      connection.stopIdleTimer()
      streams[id]?.answer = connection.answer(to: request)
      perform(id)
    }
    readable = []
  }

  func resume(_ stream: Int32) { perform(stream) }

  func produce() {
    while connection.outputCount < 64 * 1024 {
      var bytes: UnsafePointer<UInt8>?
      let count = nghttp2_session_mem_send(session, &bytes)
      guard count > 0 else { break }
      connection.send(UnsafeBufferPointer(start: bytes, count: count))
    }
    if connection.outputCount < 64 * 1024 { connection.send(repeated) }
    let isOver = nghttp2_session_want_read(session) == 0 && nghttp2_session_want_write(session) == 0
    if isOver { connection.closeAfterOutput() }
  }

  // MARK: Steps

  private func perform(_ id: Int32) {
    while let stream = streams[id], let answer = stream.answer,
      answer.steps.indices.contains(stream.nextStep)
    {
      streams[id]?.nextStep += 1
      switch answer.steps[stream.nextStep] {
      case .wait(let delay): return connection.schedule(delay, for: id)
      case .head: sendHead(of: answer, on: id)
      case .body(let range): release(id) { $0.released = range.upperBound }
      case .bodyForEver: release(id) { $0.repeatsBody = true }
      case .end: release(id) { $0.isComplete = true }
      case .close:
        produce()
        return connection.closeAfterOutput()
      case .reset:
        produce()
        return connection.resetAfterOutput()
      case .resetStream(let code):
        produce()
        nghttp2_submit_rst_stream(session, UInt8(NGHTTP2_FLAG_NONE.rawValue), id, code)
      case .goAway(let covers):
        let last = covers ? id : 0
        nghttp2_submit_goaway(session, UInt8(NGHTTP2_FLAG_NONE.rawValue), last, 0, nil, 0)
      case .raw(let bytes): connection.send(bytes)
      case .rawForEver(let bytes):
        produce()
        repeated = bytes
      }
    }
  }

  /// Lets the data source go on.
  private func release(_ id: Int32, _ change: (inout Stream) -> Void) {
    guard var stream = streams[id] else { return }
    change(&stream)
    streams[id] = stream
    nghttp2_session_resume_data(session, id)
  }

  private func sendHead(of answer: ScriptedAnswer, on id: Int32) {
    var fields = [(name: ":status", value: "\(answer.status)")] + answer.headers
    if answer.hasBody, !answer.isEndless {
      fields.append((name: "content-length", value: "\(answer.body.count)"))
    }
    let bytes = fields.map { (name: Array($0.name.utf8), value: Array($0.value.utf8)) }
    let flat = bytes.flatMap { $0.name + $0.value }
    flat.withUnsafeBufferPointer { flat in
      // libnghttp2 copies them before it returns.
      var cursor = UnsafeMutablePointer(mutating: flat.baseAddress)
      let fields = bytes.map { field in
        let name = cursor
        let value = name.map { $0 + field.name.count }
        cursor = value.map { $0 + field.value.count }
        return nghttp2_nv(
          name: name, value: value, namelen: field.name.count, valuelen: field.value.count,
          flags: UInt8(NGHTTP2_NV_FLAG_NONE.rawValue))
      }
      var source = nghttp2_data_provider()
      source.read_callback = Self.readBody
      let hasBody = !answer.body.isEmpty
      _ = withUnsafePointer(to: source) {
        nghttp2_submit_response(session, id, fields, fields.count, hasBody ? $0 : nil)
      }
    }
  }

  /// Copies the next bytes of a body; the number, or one of libnghttp2's codes.
  private func readBody(
    _ id: Int32, into buffer: UnsafeMutableBufferPointer<UInt8>, isLast: inout Bool
  ) -> Int {
    guard var stream = streams[id], let answer = stream.answer else {
      return Int(NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue)
    }
    if stream.repeatsBody {
      // Whole copies of the body, as many as there is room for.
      let copies = max(1, buffer.count / answer.body.count)
      var filled = 0
      for _ in 0..<copies {
        let part = answer.body.prefix(buffer.count - filled)
        _ = UnsafeMutableBufferPointer(rebasing: buffer[filled...]).update(fromContentsOf: part)
        filled += part.count
      }
      return filled
    }
    let part = answer.body[stream.sent..<stream.released].prefix(buffer.count)
    if part.isEmpty, !stream.isComplete { return Int(NGHTTP2_ERR_DEFERRED.rawValue) }
    _ = buffer.update(fromContentsOf: part)
    stream.sent += part.count
    streams[id] = stream
    isLast = stream.isComplete && stream.sent == answer.body.count
    return part.count
  }

  // MARK: Callbacks

  private static func of(_ data: UnsafeMutableRawPointer?) -> HTTP2Server? {
    data.map { Unmanaged<HTTP2Server>.fromOpaque($0).takeUnretainedValue() }
  }

  private static let readBody: nghttp2_data_source_read_callback = {
    _, id, buffer, capacity, flags, _, data in
    guard let server = HTTP2Server.of(data), let buffer, let flags else {
      return Int(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue)
    }
    var isLast = false
    let target = UnsafeMutableBufferPointer(start: buffer, count: capacity)
    let count = server.readBody(id, into: target, isLast: &isLast)
    if isLast { flags.pointee |= NGHTTP2_DATA_FLAG_EOF.rawValue }
    return count
  }

  private static func set(_ callbacks: OpaquePointer?) {
    nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks) { _, frame, data in
      guard let server = HTTP2Server.of(data), let id = frame?.pointee.hd.stream_id else {
        return 0
      }
      let request = LabRequest(
        connection: server.connection.number, method: "", path: "", httpVersion: "2")
      server.streams[id] = Stream(request: request)
      return 0
    }
    nghttp2_session_callbacks_set_on_header_callback(callbacks) {
      _, frame, name, nameLength, value, valueLength, _, data in
      guard let server = HTTP2Server.of(data), let id = frame?.pointee.hd.stream_id else {
        return 0
      }
      let name = String(
        decoding: UnsafeBufferPointer(start: name, count: nameLength), as: UTF8.self)
      let value = String(
        decoding: UnsafeBufferPointer(start: value, count: valueLength), as: UTF8.self)
      switch name {
      case ":method": server.streams[id]?.request.method = value
      case ":path": server.streams[id]?.request.path = value
      case _ where name.hasPrefix(":"): break
      default: server.streams[id]?.request.headers[name] = value
      }
      return 0
    }
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks) { _, frame, data in
      guard let server = HTTP2Server.of(data), let header = frame?.pointee.hd else { return 0 }
      let isRequest =
        header.type == UInt8(NGHTTP2_HEADERS.rawValue)
        || header.type == UInt8(NGHTTP2_DATA.rawValue)
      if isRequest, header.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0 {
        server.readable.append(header.stream_id)
      }
      return 0
    }
    nghttp2_session_callbacks_set_on_stream_close_callback(callbacks) { _, id, _, data in
      guard let server = HTTP2Server.of(data) else { return 0 }
      server.streams[id] = nil
      if server.streams.isEmpty { server.connection.startIdleTimer() }
      return 0
    }
  }
}
