/// Answers of a name server to the questions for the first entry's host.
enum DNSCases {
  static func make(_ generator: inout Generator, number: Int) -> TestCase {
    let base = generator.pick([
      "c\(number).test", "c\(number).test", "c\(number).test", "sub.c\(number).test", "c\(number)",
    ])
    var asked = base
    // A short name is looked for in the search list.
    var name = base.contains(".") ? base : base + ".corp.test"
    if generator.chance(8), base.contains(".") { name += ".corp.test" }
    if generator.chance(6) { asked = asked.uppercased() }
    if generator.chance(6) { asked += "." }
    var four = reply(&generator, type: 1)
    var six = generator.chance(45) ? [DNSReply()] : reply(&generator, type: 28)
    if generator.chance(6) { four = [DNSReply()] }
    for index in four.indices where generator.chance(35) { change(&four[index], &generator) }
    for index in six.indices where generator.chance(25) { change(&six[index], &generator) }
    // What is not an answer to the question is passed over for one that is.
    if generator.chance(8) { four.insert(stray(four, &generator), at: 0) }
    if generator.chance(4) { six.insert(stray(six, &generator), at: 0) }
    let plan = DNSPlan(name: name, replies: [1: four, 28: six])
    let addresses = ["127.0.0.1"] + (generator.chance(50) ? ["::1"] : [])
    func shown(_ replies: [DNSReply]) -> String {
      replies.map(\.description).joined(separator: " then ")
    }
    return TestCase(
      proxy: "http://\(asked):{FAULT}", addresses: addresses, names: plan,
      description: "\(name), server on \(addresses)\n  A: \(shown(four))\n  AAAA: \(shown(six))")
  }

  private static func stray(_ replies: [DNSReply], _ generator: inout Generator) -> DNSReply {
    var stray = generator.chance(50) ? replies.first ?? DNSReply() : DNSReply(flags: 0x8183)
    stray.isSilent = false
    switch generator.number(0...5) {
    case 0...1: stray.numberChange = UInt16(generator.number(1...65_535))
    case 2: stray.question = [4] + Array("test".utf8) + [0, 0, 1, 0, 1]
    case 3: stray.question = []
    case 4: stray.keep = generator.pick([0, 100, 300, 700])
    default: stray.flags &= 0x7FFF
    }
    return stray
  }

  private static func reply(_ generator: inout Generator, type: UInt16) -> [DNSReply] {
    var reply = DNSReply()
    let good: [[UInt8]] = type == 1 ? [[127, 0, 0, 1]] : [[UInt8](repeating: 0, count: 15) + [1]]
    let others: [[UInt8]] =
      type == 1
      ? [
        [127, 0, 0, 9], [127, 0, 0, 1], [192, 0, 2, 1], [0, 0, 0, 0], [255, 255, 255, 255],
        [127, 0, 0, 2], [224, 0, 0, 1], [127, 0, 0],
      ]
      : [
        [UInt8](repeating: 0, count: 16),
        [UInt8](repeating: 0, count: 10) + [255, 255, 127, 0, 0, 1],
        [0x20, 1, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 12),
        [0xFE, 0x80] + [UInt8](repeating: 0, count: 13) + [1],
        [UInt8](repeating: 0, count: 15) + [1], [UInt8](repeating: 0, count: 15) + [2],
        [127, 0, 0, 1],
      ]
    var addresses = good
    switch generator.number(0...9) {
    case 0: addresses = [generator.pick(others)]
    case 1: addresses = [generator.pick(others)] + good
    case 2: addresses = good + [generator.pick(others)]
    case 3: addresses = (0..<generator.number(2...40)).map { [127, 0, 1, UInt8($0)] } + good
    default: break
    }
    reply.answers = addresses.map { .init(type: type, data: $0) }
    if generator.chance(20) { alias(&reply, type, &generator) }
    return [reply]
  }

  /// CNAME records before the addresses.
  private static func alias(_ reply: inout DNSReply, _ type: UInt16, _ generator: inout Generator) {
    func labels(_ text: String) -> [UInt8] {
      text.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
    }
    let target = labels("target.test")
    let records = reply.answers.map { record -> DNSReply.Record in
      var record = record
      record.name = target
      return record
    }
    switch generator.number(0...5) {
    case 0...1: reply.answers = [.init(type: 5, data: target)] + records
    case 2: reply.answers = records + [.init(type: 5, data: target)]
    case 3: reply.answers = [.init(type: 5, data: [0xC0, 12])]
    case 4: reply.answers = [.init(type: 5, data: target)]
    default:
      let middle = labels("middle.test")
      reply.answers =
        [.init(type: 5, data: middle), .init(name: middle, type: 5, data: target)] + records
    }
  }

  private static func change(_ reply: inout DNSReply, _ generator: inout Generator) {
    switch generator.number(0...21) {
    case 0...3: reply.flags = 0x8180 | UInt16(generator.number(0...15))
    case 4:
      reply.flags = 0x8180 | UInt16(generator.pick([2, 3, 5]))
      reply.answers = []
    case 5: reply.flags |= 0x0200
    case 6:
      reply.flags |= 0x0200
      reply.isRefusedOverTCP = true
    case 7:
      reply.flags ^= generator.pick([
        0x8000, 0x0400, 0x0100, 0x0080, 0x0040, 0x0020, 0x0010, 0x0800, 0x7800,
      ])
    case 8: reply.isSilent = true
    case 9: reply.delay = generator.pick([50, 200, 500])
    case 10: reply.numberChange = UInt16(generator.number(1...65_535))
    case 11:
      reply.question = generator.pick([
        [], [4] + Array("test".utf8) + [0, 0, 1, 0, 1], [0, 0, 1, 0, 1],
      ])
    case 12: reply.toldAnswers = UInt16(generator.pick([0, 1, 2, 100, 65_535]))
    case 13: reply.keep = generator.pick([0, 100, 300, 500, 800, 950, 990])
    case 14: reply.tail = [UInt8](repeating: generator.byte(), count: generator.number(1...40))
    case 15...16: reply.changes = [(generator.number(0...999), generator.byte())]
    case 17:
      for index in reply.answers.indices {
        reply.answers[index].timeToLive = generator.pick([
          0, 1, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF,
        ])
      }
    case 18:
      for index in reply.answers.indices {
        reply.answers[index].recordClass = generator.pick([3, 255, 0])
      }
    case 19:
      guard !reply.answers.isEmpty else { return }
      reply.answers[0].name = generator.pick([
        [0xC0, 0], [0xC0, 200], [0xC0], [0], [0x40], [63] + [UInt8](repeating: 97, count: 63) + [0],
        [5] + Array("other".utf8) + [4] + Array("test".utf8) + [0],
      ])
    case 20:
      guard !reply.answers.isEmpty else { return }
      reply.answers[0].toldLength = generator.pick([0, 1, 3, 5, 15, 17, 65_535])
    default:
      reply.answers.insert(
        generator.pick([
          .init(type: 16, data: [4] + Array("text".utf8)), .init(type: 46, data: [0, 1]),
          .init(type: 6, data: [0]), .init(type: 41, recordClass: 4096, data: []),
          .init(type: 65, data: [0, 1, 0]), .init(type: 2, data: [0]),
        ]), at: 0)
    }
  }
}

extension DNSReply {
  /// As it is printed: what differs from a plain answer.
  var description: String {
    if isSilent { return "silence" }
    let records = answers.map { record in
      "type \(record.type)" + (record.name.map { " name \(Escaped.text($0))" } ?? "")
        + " \(record.data)"
        + (record.recordClass == 1 ? "" : " class \(record.recordClass)")
        + (record.timeToLive == 60 ? "" : " ttl \(record.timeToLive)")
        + (record.toldLength.map { " told length \($0)" } ?? "")
    }
    var words = ["flags \(String(flags, radix: 16))", "[\(records.joined(separator: ", "))]"]
    if delay > 0 { words.append("after \(delay) ms") }
    if numberChange != 0 { words.append("another number") }
    if let question { words.append("question \(Escaped.text(question))") }
    if let toldAnswers { words.append("told \(toldAnswers) answers") }
    if !changes.isEmpty {
      words.append("changed \(changes.map { "\($0.place)/1000 to \(Escaped.hex($0.byte))" })")
    }
    if keep < 1000 { words.append("cut to \(keep)/1000") }
    if !tail.isEmpty { words.append("\(tail.count) bytes behind") }
    if isRefusedOverTCP { words.append("nothing over TCP") }
    return words.joined(separator: " ")
  }
}
