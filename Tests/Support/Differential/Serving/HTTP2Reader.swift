import CNghttp2

/// Requests of HTTP/2, and what is answered.
struct HTTP2Reader: RequestReader {
  let opening: [Script.Step]
  private let plan: HTTP2Plan
  private let note: (String) -> Void
  private let inflater: Inflater
  private var inbox: [UInt8] = []
  private var hasPreface = false
  private var block: [UInt8] = []
  /// What is to be sent, each with whether a request is the reason.
  private var answers: [(isToRequest: Bool, steps: [Script.Step])] = []

  /// `note` is called with each path.
  init(_ plan: HTTP2Plan, _ note: @escaping (String) -> Void) {
    self.plan = plan
    self.note = note
    opening = HTTP2Plan.steps(plan.opening, 1, false, [])
    inflater = Inflater()
  }

  mutating func feed(_ bytes: ArraySlice<UInt8>) {
    inbox += bytes
    if !hasPreface {
      guard inbox.count >= 24 else { return }
      inbox.removeFirst(24)
      hasPreface = true
    }
    while inbox.count >= 9 {
      let length = Int(inbox[0]) << 16 | Int(inbox[1]) << 8 | Int(inbox[2])
      guard inbox.count >= 9 + length else { return }
      let stream = inbox[5..<9].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
      handle(inbox[3], inbox[4], stream, Array(inbox[9..<9 + length]))
      inbox.removeFirst(9 + length)
    }
  }

  var hasRequest: Bool { answers.contains(where: \.isToRequest) }

  mutating func nextAnswer() -> [Script.Step]? {
    answers.isEmpty ? nil : answers.removeFirst().steps
  }

  private mutating func handle(_ kind: UInt8, _ flags: UInt8, _ stream: UInt32, _ payload: [UInt8])
  {
    switch kind {
    case HTTP2Frame.Kind.settings, HTTP2Frame.Kind.ping:
      guard flags & HTTP2Frame.Flag.endStream == 0, plan.acknowledges else { return }
      let isPing = kind == HTTP2Frame.Kind.ping
      let frame = HTTP2Frame(
        kind: kind, flags: HTTP2Frame.Flag.endStream, stream: .number(0),
        payload: isPing ? payload : [])
      answers.append((false, [.send(frame.encoded(0))]))
    case HTTP2Frame.Kind.headers, HTTP2Frame.Kind.continuation:
      block += Self.fragment(flags, payload, isHeaders: kind == HTTP2Frame.Kind.headers)
      guard flags & HTTP2Frame.Flag.endHeaders != 0 else { return }
      answer(inflater.path(block), stream)
      block = []
    default: return
    }
  }

  private static func fragment(_ flags: UInt8, _ payload: [UInt8], isHeaders: Bool) -> [UInt8] {
    guard isHeaders else { return payload }
    var part = payload[...]
    if flags & HTTP2Frame.Flag.padded != 0, let length = part.popFirst() {
      part = part.dropLast(Int(length))
    }
    if flags & HTTP2Frame.Flag.priority != 0 { part = part.dropFirst(5) }
    return Array(part)
  }

  private mutating func answer(_ path: String, _ stream: UInt32) {
    note(path)
    if path == plan.path {
      answers.append((true, plan.steps(stream)))
    } else {
      let sound = HTTP2Reader.sound(Module.file(at: path))
      answers.append((true, HTTP2Plan.steps(sound, stream, true, [])))
    }
  }

  /// A sound answer; 404 for nil.
  static func sound(_ body: [UInt8]?) -> [HTTP2Plan.Item] {
    let status = body == nil ? "404" : "200"
    let block = HeaderBlock.literal([
      (":status", status), ("content-length", "\(body?.count ?? 0)"),
    ])
    return [
      .frame(
        HTTP2Frame(kind: HTTP2Frame.Kind.headers, flags: HTTP2Frame.Flag.endHeaders, payload: block)
      ),
      .frame(
        HTTP2Frame(
          kind: HTTP2Frame.Kind.data, flags: HTTP2Frame.Flag.endStream, payload: body ?? [])),
    ]
  }
}

/// Reads header blocks of one connection by nghttp2.
private final class Inflater {
  private var handle: OpaquePointer?

  init() { nghttp2_hd_inflate_new(&handle) }

  deinit { nghttp2_hd_inflate_del(handle) }

  /// The field `:path` of a whole block; empty where there is none.
  func path(_ block: [UInt8]) -> String {
    var path = ""
    var rest = block[...]
    while true {
      var field = nghttp2_nv()
      var flags: Int32 = 0
      let count = rest.withUnsafeBufferPointer {
        nghttp2_hd_inflate_hd2(handle, &field, &flags, $0.baseAddress, $0.count, 1)
      }
      guard count >= 0 else { return path }
      rest = rest.dropFirst(count)
      if flags & Int32(NGHTTP2_HD_INFLATE_EMIT.rawValue) != 0 {
        let name = UnsafeBufferPointer(start: field.name, count: field.namelen)
        if name.elementsEqual(":path".utf8) {
          path = String(
            decoding: UnsafeBufferPointer(start: field.value, count: field.valuelen), as: UTF8.self)
        }
      }
      if flags & Int32(NGHTTP2_HD_INFLATE_FINAL.rawValue) != 0 {
        nghttp2_hd_inflate_end_headers(handle)
        return path
      }
      if count == 0, flags == 0 { return path }
    }
  }
}
