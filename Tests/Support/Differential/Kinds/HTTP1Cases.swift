/// Answers of HTTP/1, mutated as lines, as chunks and as bytes.
enum HTTP1Cases {
  static func make(_ generator: inout Generator) -> TestCase {
    let kind = generator.pick(["info", "info", "info", "info", "info", "info", "mod", "zip"])
    var message = HTTP1Message(generator.pick(HTTP1Message.Shape.allCases), kind, &generator)
    for _ in 0..<generator.pick([1, 1, 1, 2, 2, 3]) { message.mutate(&generator) }
    var bytes = message.bytes
    if generator.chance(25) { mutateBytes(&bytes, within: message.headLength, &generator) }
    var ending = generator.pick([Script.Ending.hold, .hold, .hold, .close, .close, .close, .reset])
    if message.endsWithConnection, ending == .hold, generator.chance(70) { ending = .close }
    let script = script(bytes, ending, &generator)
    return TestCase(
      proxy: "http://127.0.0.1:{FAULT}", answers: [Module.requestPath(kind): script],
      description: "\(kind): \(script.description)")
  }

  /// One or two of the first `length` bytes changed, taken out, put in, or all behind one cut off.
  static func mutateBytes(
    _ bytes: inout [UInt8], within length: Int, _ generator: inout Generator
  ) {
    for _ in 0..<generator.pick([1, 1, 2]) {
      let limit = min(bytes.count, max(1, length))
      if limit == 0 { return }
      let index = generator.index(limit)
      switch generator.number(0...9) {
      case 0...2: bytes[index] = generator.byte()
      case 3...4: bytes.insert(generator.byte(), at: index)
      case 5...6: bytes.remove(at: index)
      case 7: bytes[index] ^= 1 << UInt8(generator.number(0...7))
      case 8: bytes.swapAt(index, generator.index(limit))
      default: bytes.removeSubrange(generator.index(bytes.count)...)
      }
    }
  }

  /// Sent at once or in two pieces; before a reset the client gets the time to read.
  static func script(
    _ bytes: [UInt8], _ ending: Script.Ending, _ generator: inout Generator
  ) -> Script {
    var steps: [Script.Step] = [.send(bytes)]
    if bytes.count > 1, generator.chance(15) {
      let cut = generator.number(1...bytes.count - 1)
      steps = [.send(Array(bytes[..<cut])), .pause(30), .send(Array(bytes[cut...]))]
    }
    if ending == .reset { steps.append(.pause(50 + bytes.count / 500)) }
    return Script(steps: steps + [.end(ending)])
  }
}
