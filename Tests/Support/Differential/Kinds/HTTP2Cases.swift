/// Answers of HTTP/2: frames in wrong places, with wrong contents, and bytes.
enum HTTP2Cases {
  static func make(_ generator: inout Generator, _ materials: Materials) throws -> TestCase {
    let kind = generator.pick(["info", "info", "info", "info", "info", "info", "mod", "zip"])
    var plan = HTTP2Plan(
      path: Module.requestPath(kind), answer: HTTP2Answer.make(Module.body(kind), &generator))
    if generator.chance(15) { plan.opening = opening(&generator) }
    plan.acknowledges = !generator.chance(4)
    plan.isOneRecord = generator.chance(70)
    for _ in 0..<generator.pick([0, 1, 1, 1, 1, 2, 2]) { change(&plan.answer, &generator) }
    if generator.chance(12) {
      plan.changes = [(generator.number(0...999), generator.byte())]
    }
    if generator.chance(20) {
      plan.answer.insert(.pause(30), at: generator.number(0...plan.answer.count))
    }
    switch generator.number(0...9) {
    case 0...2:
      // After a whole answer the client has the time to go on, and then the connection stays.
      plan.answer += [.pause(150), .end(generator.pick([.close, .abort, .reset]))]
    default: break
    }
    var identity = materials.identity
    identity.alpn = generator.chance(96) ? ["h2", "http/1.1"] : ["h2"]
    return TestCase(
      proxy: "https://127.0.0.1:{FAULT}", tls: identity, http2: plan,
      authorities: materials.authority, description: "\(kind): \(plan.description)")
  }

  private static func opening(_ generator: inout Generator) -> [HTTP2Plan.Item] {
    let values: [(UInt16, UInt32)] = [
      (1, 0), (1, 4096), (1, 0xFFFF_FFFF), (2, 0), (2, 1), (2, 2), (3, 0), (3, 1), (3, 100), (4, 0),
      (4, 65_535), (4, 0x7FFF_FFFF),
      (4, 0x8000_0000), (5, 0), (5, 16_383), (5, 16_384), (5, 16_777_215), (5, 16_777_216), (6, 0),
      (6, 10), (6, 1 << 20), (8, 1), (8, 2), (0, 1), (99, 7),
    ]
    var frame = HTTP2Frame.settings(
      (0..<generator.pick([0, 1, 1, 1, 2, 3])).map { _ in generator.pick(values) })
    let settings = HTTP2Plan.Item.frame(.settings([]))
    switch generator.number(0...15) {
    case 0: return []
    case 1:
      frame.payload += [0]
      return [.frame(frame)]
    case 2:
      frame.stream = .number(1)
      return [.frame(frame)]
    case 3:
      frame.flags = 1
      return [.frame(frame)]
    case 4: return [settings, settings]
    case 5:
      return [
        .bytes(Array("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".utf8)),
        .end(generator.pick([.close, .hold])),
      ]
    case 6: return [.frame(HTTP2Answer.otherFrame(&generator)), settings]
    case 7: return [.end(generator.pick([.close, .abort, .reset]))]
    case 8: return [.bytes((0..<generator.number(1...40)).map { _ in generator.byte() })]
    case 9: return [.frame(frame), .frame(HTTP2Answer.otherFrame(&generator))]
    default: return [.frame(frame)]
    }
  }

  private static func change(_ answer: inout [HTTP2Plan.Item], _ generator: inout Generator) {
    let index = generator.index(answer.count)
    switch generator.number(0...13) {
    case 0...3:
      answer.insert(
        .frame(HTTP2Answer.otherFrame(&generator)), at: generator.number(0...answer.count))
    case 4: if answer.count > 1 { answer.remove(at: index) }
    case 5: if !answer.isEmpty { answer.insert(answer[index], at: index) }
    case 6: if answer.count > 1 { answer.swapAt(index, generator.index(answer.count)) }
    case 7: changeFrame(&answer, at: index, &generator)
    case 8: changeFrame(&answer, at: index, &generator)
    case 9: changeFrame(&answer, at: index, &generator)
    case 10: split(&answer, at: index, &generator)
    case 11: pad(&answer, at: index, &generator)
    default: changePayload(&answer, at: index, &generator)
    }
  }

  private static func changeFrame(
    _ answer: inout [HTTP2Plan.Item], at index: Int, _ generator: inout Generator
  ) {
    guard answer.indices.contains(index), case .frame(var frame) = answer[index] else { return }
    switch generator.number(0...4) {
    case 0: frame.flags ^= 1 << UInt8(generator.number(0...7))
    case 1:
      frame.stream = generator.pick([
        .number(0), .number(2), .number(99), .request(plus: 2), .request(plus: 1),
        .request(plus: -2), .number(0x7FFF_FFFF),
      ])
    case 2:
      frame.toldLength = generator.pick([
        0, frame.payload.count + 1, max(0, frame.payload.count - 1), 16_384, 16_385, 0xFF_FFFF,
      ])
    case 3: frame.isReservedBitSet = true
    default: frame.kind = UInt8(generator.number(0...12))
    }
    answer[index] = .frame(frame)
  }

  private static func changePayload(
    _ answer: inout [HTTP2Plan.Item], at index: Int, _ generator: inout Generator
  ) {
    guard answer.indices.contains(index), case .frame(var frame) = answer[index] else { return }
    HTTP1Cases.mutateBytes(&frame.payload, within: frame.payload.count, &generator)
    answer[index] = .frame(frame)
  }

  /// The payload in two frames: of DATA, or HEADERS and CONTINUATION.
  private static func split(
    _ answer: inout [HTTP2Plan.Item], at index: Int, _ generator: inout Generator
  ) {
    guard answer.indices.contains(index), case .frame(var frame) = answer[index],
      frame.payload.count > 1
    else { return }
    let isHeaders = frame.kind == HTTP2Frame.Kind.headers
    let cut = generator.number(0...frame.payload.count)
    var rest = frame
    rest.payload = Array(frame.payload[cut...])
    frame.payload = Array(frame.payload[..<cut])
    if isHeaders {
      frame.flags &= ~HTTP2Frame.Flag.endHeaders
      rest.kind = HTTP2Frame.Kind.continuation
      rest.flags &= HTTP2Frame.Flag.endHeaders
    } else {
      frame.flags &= ~HTTP2Frame.Flag.endStream
    }
    var parts = [HTTP2Plan.Item.frame(frame), .frame(rest)]
    if generator.chance(15) { parts.insert(.frame(HTTP2Answer.otherFrame(&generator)), at: 1) }
    answer.replaceSubrange(index...index, with: parts)
  }

  private static func pad(
    _ answer: inout [HTTP2Plan.Item], at index: Int, _ generator: inout Generator
  ) {
    guard answer.indices.contains(index), case .frame(var frame) = answer[index] else { return }
    let length = generator.pick([0, 1, 10, 255])
    let told = generator.chance(70) ? length : generator.number(0...255)
    frame.flags |= HTTP2Frame.Flag.padded
    frame.payload =
      [UInt8(told)] + frame.payload + [UInt8](repeating: generator.pick([0, 1]), count: length)
    answer[index] = .frame(frame)
  }
}
