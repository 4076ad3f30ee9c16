/// Pieces of HTTP/2 that mean something.
enum HTTP2Answer {
  private typealias Kind = HTTP2Frame.Kind
  private typealias Flag = HTTP2Frame.Flag

  /// HEADERS and DATA, perhaps with 1xx before and trailers behind.
  static func make(_ body: [UInt8], _ generator: inout Generator) -> [HTTP2Plan.Item] {
    var body = body
    var fields = [(":status", "200")]
    if generator.chance(15) {
      body = HTTP1Dictionary.errorBody(&generator)
      fields = [(":status", generator.pick(["404", "410", "403", "500", "503"]))]
      if generator.chance(80) {
        fields.append(
          ("content-type", String(HTTP1Dictionary.contentType(&generator).dropFirst(14))))
      }
    }
    if generator.chance(60) { fields.append(("content-length", "\(body.count)")) }
    for _ in 0..<generator.pick([0, 0, 0, 1, 1, 2]) {
      changeFields(&fields, body.count, &generator)
    }
    var block =
      generator.chance(30) ? HeaderBlock.compressed(fields) : HeaderBlock.literal(fields)
    if generator.chance(8) { block = odd(block, &generator) }
    var items: [HTTP2Plan.Item] = []
    if generator.chance(8) { items += informational(&generator) }
    let isEmpty = generator.chance(5)
    items.append(
      .frame(
        HTTP2Frame(
          kind: Kind.headers, flags: Flag.endHeaders | (isEmpty ? Flag.endStream : 0),
          payload: block)))
    if isEmpty { return items }
    let hasTrailers = generator.chance(10)
    items.append(
      .frame(HTTP2Frame(kind: Kind.data, flags: hasTrailers ? 0 : Flag.endStream, payload: body)))
    if hasTrailers { items.append(.frame(trailers(&generator))) }
    if generator.chance(10) { items.append(.frame(reset(&generator))) }
    if generator.chance(8) {
      items.insert(.frame(reset(&generator)), at: generator.index(items.count))
    }
    return items
  }

  private static func informational(_ generator: inout Generator) -> [HTTP2Plan.Item] {
    let status = generator.pick(["100", "103", "102", "101", "199"])
    let flags = generator.chance(90) ? Flag.endHeaders : Flag.endHeaders | Flag.endStream
    let fields = [(":status", status)] + (generator.chance(50) ? [("link", "</x>")] : [])
    let frame = HTTP2Frame(kind: Kind.headers, flags: flags, payload: HeaderBlock.literal(fields))
    return Array(repeating: .frame(frame), count: generator.pick([1, 1, 1, 5, 6, 40]))
  }

  private static func trailers(_ generator: inout Generator) -> HTTP2Frame {
    let fields = generator.pick([
      [("x-trailer", "a")], [(":status", "200")], [("X", "a")], [], [("content-length", "1")],
      [("a", "\u{1}")],
    ])
    return HTTP2Frame(
      kind: Kind.headers,
      flags: generator.chance(85) ? Flag.endHeaders | Flag.endStream : Flag.endHeaders,
      payload: HeaderBlock.literal(fields))
  }

  private static func reset(_ generator: inout Generator) -> HTTP2Frame {
    HTTP2Frame(
      kind: Kind.reset,
      payload: HTTP2Frame.big(generator.chance(80) ? UInt32(generator.number(0...13)) : 0xFFFF))
  }

  private static func changeFields(
    _ fields: inout [(String, String)], _ count: Int, _ generator: inout Generator
  ) {
    let statuses = Words.list("http2 statuses")
    let more = Words.pairs(
      "http2 fields",
      ["count": "\(count)", "count+1": "\(count + 1)", "count-1": "\(max(0, count - 1))"])
    switch generator.number(0...11) {
    case 0...2: fields[0].1 = generator.pick(statuses)
    case 3...8:
      fields.insert(
        generator.pick(more),
        at: generator.number((generator.chance(85) ? min(1, fields.count) : 0)...fields.count))
    case 9: if fields.count > 1 { fields.remove(at: generator.index(fields.count)) }
    case 10:
      fields.append(
        ("x-long", String(repeating: "a", count: generator.pick([1_000, 5_000, 15_000]))))
    default: fields += (0..<generator.pick([10, 150, 900])).map { ("x-\($0)", "a") }
    }
    if fields.isEmpty { fields = [(":status", "200")] }
  }

  /// Blocks that HPACK does not know, or knows in another form.
  private static func odd(_ block: [UInt8], _ generator: inout Generator) -> [UInt8] {
    let beginnings: [[UInt8]] = [
      [0x80], [0xFF, 0x80, 0x80, 0x80, 0x80, 0x01], [0xBE], [0xC0], [0x20], [0x3F, 0xE1, 0x1F],
      [0x3F, 0xE2, 0x1F], [0x3F, 0xFF, 0xFF, 0x07], [0x20, 0x20], [0x20, 0x3F, 0xE1, 0x1F],
      [0x20, 0x20, 0x20], [0x88], [0x8D], [0x40], [0x7F], [0x10], [0x40, 0x01, 0x61, 0x01, 0x62],
      [0x40, 0x01, 0x61, 0x01, 0x62, 0xBE], [0x00, 0x81, 0xFF, 0x01, 0x61],
      [0x00, 0x01, 0x61, 0x82, 0x1F, 0xFF],
      [0x00, 0x84, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 0x61], [0x0F, 0x2F, 0x01, 0x61],
      [0x00, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F],
    ]
    let beginning = generator.pick(beginnings)
    return generator.chance(60) ? beginning + block : block + beginning
  }

  /// Any frame but HEADERS and DATA of an answer, good or bad.
  static func otherFrame(_ generator: inout Generator) -> HTTP2Frame {
    let code = HTTP2Frame.big(UInt32(generator.chance(85) ? generator.number(0...13) : 0xFFFF))
    let zero = HTTP2Frame.Stream.number(0)
    let some = generator.pick([
      HTTP2Frame.Stream.request(plus: 0), .request(plus: 0), .number(0), .request(plus: 2),
      .number(2), .number(99),
    ])
    switch generator.number(0...15) {
    case 0:
      return HTTP2Frame(
        kind: Kind.ping, stream: generator.chance(80) ? zero : some,
        payload: [UInt8](repeating: 7, count: generator.pick([8, 8, 8, 0, 7, 9])))
    case 1:
      return HTTP2Frame(
        kind: Kind.ping, flags: Flag.endStream, stream: zero,
        payload: [UInt8](repeating: 7, count: 8))
    case 2...4:
      let words = Array(
        generator.pick([
          "", "", "too_many_pings", "graceful", "\u{1}\u{e9}\"", String(repeating: "x", count: 300),
        ]).utf8)
      let last: UInt32 = generator.pick([0, 1, 0x7FFF_FFFF])
      return HTTP2Frame(
        kind: Kind.goAway, stream: generator.chance(92) ? zero : some,
        payload: generator.chance(94) ? HTTP2Frame.big(last) + code + words : [0, 0],
        streamAt: generator.chance(60) ? 0 : nil)
    case 5:
      return HTTP2Frame(
        kind: Kind.windowUpdate, stream: some,
        payload: HTTP2Frame.big(generator.pick([0, 1, 1000, 0x7FFF_FFFF, 0xFFFF_FFFF] as [UInt32])))
    case 6:
      return HTTP2Frame(
        kind: Kind.windowUpdate, stream: zero,
        payload: generator.pick([[0], [], [0, 0, 0, 1, 0], [0, 0, 0, 0], [0, 0, 0, 1]]))
    case 7:
      return HTTP2Frame(
        kind: Kind.priority, stream: some,
        payload: generator.pick([[0, 0, 0, 0, 1], [0, 0, 0, 1, 1], [], [0, 0, 0, 0]]))
    case 8:
      return HTTP2Frame(
        kind: Kind.reset, stream: some,
        payload: generator.chance(85) ? code : generator.pick([[], [0], code + [0]]))
    case 9:
      return HTTP2Frame(
        kind: Kind.settings, flags: generator.pick([0, 0, 1]),
        stream: generator.chance(85) ? zero : some,
        payload: generator.pick([
          [], [0, 4, 0, 0, 0, 0], [0, 4, 0x80, 0, 0, 0], [0, 1], [0, 3, 0, 0, 0, 0],
          [0, 5, 0, 0, 0, 1], [0, 2, 0, 0, 0, 1],
        ]))
    case 10:
      return HTTP2Frame(
        kind: Kind.pushPromise, flags: Flag.endHeaders, stream: some,
        payload: generator.pick([
          [0, 0, 0, 2] + HeaderBlock.literal([(":method", "GET"), (":path", "/")]), [],
          [0, 0, 0, 2], [0, 0, 0, 1],
        ]))
    case 11:
      return HTTP2Frame(
        kind: Kind.continuation, flags: generator.pick([0, Flag.endHeaders]), stream: some,
        payload: generator.pick([[], HeaderBlock.literal([("a", "b")])]))
    case 12:
      return HTTP2Frame(
        kind: generator.pick([10, 11, 12, 13, 16, 0x7F, 0xFF]), flags: generator.byte(),
        stream: some, payload: [UInt8](repeating: 1, count: generator.number(0...20)))
    case 13:
      return HTTP2Frame(
        kind: Kind.data, flags: generator.pick([0, 1]), stream: some,
        payload: [UInt8](repeating: 32, count: generator.pick([0, 1, 100, 16_384, 16_385, 20_000])))
    case 14:
      return HTTP2Frame(
        kind: Kind.headers, flags: generator.pick([4, 5]), stream: some,
        payload: HeaderBlock.literal([(":status", "200")]))
    default:
      return HTTP2Frame(
        kind: UInt8(generator.number(0...255)), flags: generator.byte(), stream: some, payload: [])
    }
  }
}
