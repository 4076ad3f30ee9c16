/// What can be wrong with a single certificate.
enum CertificateChanges {
  /// - Returns: what was changed.
  static func change(_ draft: inout CertificateDraft, _ generator: inout Generator) -> String {
    switch generator.number(0...11) {
    case 0...1:
      let times = Words.list("certificate times")
      let text = generator.pick(times)
      let isUTC = generator.chance(90) ? text.utf8.count <= 13 : text.utf8.count > 13
      let time = DER.primitive(isUTC ? 0x17 : 0x18, Array(text.utf8))
      if generator.chance(70) { draft.notAfter = time } else { draft.notBefore = time }
      return "time \(text)"
    case 2:
      draft.serial = generator.pick([
        [0], [0xFF], [0xB3], [0x80], [0, 0x80], [0, 1], [], [0, 0, 1],
        [UInt8](repeating: 0x7F, count: 20), [UInt8](repeating: 0x7F, count: 21),
        [UInt8](repeating: 1, count: 100), [0xFF, 0xFF], [0xFF, 0x7F],
      ])
      return "serial \(draft.serial.prefix(4))"
    case 3:
      draft.extensions.removeAll { $0.identifier == "2.5.29.37" }
      let uses = generator.pick([
        [], ["1.3.6.1.5.5.7.3.2"], ["2.5.29.37.0"], ["1.3.6.1.5.5.7.3.3"],
        ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"], ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.1"],
        ["1.3.6.1.4.1.311.10.3.3"], ["2.16.840.1.113730.4.1"], ["1.2.3.4"],
        ["1.2.3.4", "1.3.6.1.5.5.7.3.1"],
      ])
      if !uses.isEmpty || generator.chance(50) {
        draft.extensions.append(
          .init(
            identifier: "2.5.29.37", isCritical: generator.chance(20),
            value: .sequence(uses.map(DER.identifier))))
      }
      return "extended key usage \(uses)"
    case 4:
      draft.extensions.removeAll { $0.identifier == "2.5.29.15" }
      let values: [DER] = [
        .bits([0x80], unused: 7), .bits([0x04], unused: 2), .bits([0x02], unused: 1),
        .bits([0x06], unused: 1), .bits([0]), .bits([], unused: 0), .bits([0x80], unused: 8),
        .bits([0x20], unused: 5), .bits([0xFF, 0x80], unused: 7), .bits([0x08], unused: 3),
        .primitive(4, [1]),
        .bits([0x81], unused: 7),
      ]
      if generator.chance(80) {
        draft.extensions.append(
          .init(
            identifier: "2.5.29.15", isCritical: generator.chance(70), value: generator.pick(values)
          ))
      }
      return "key usage"
    case 5:
      draft.extensions.removeAll { $0.identifier == "2.5.29.19" }
      let values: [DER] = [
        .sequence([]), .sequence([.boolean(true)]), .sequence([.boolean(false)]),
        .sequence([.boolean(true), .integer([0])]), .sequence([.boolean(true), .integer([1])]),
        .sequence([.integer([0])]), .sequence([.boolean(true), .integer([0xFF])]),
        .sequence([.primitive(1, [1])]),
        .sequence([.boolean(true), .integer([1, 0, 0, 0, 0])]), .sequence([.boolean(true), .null]),
        .null, .sequence([.boolean(false), .integer([0])]), .raw([]),
      ]
      if generator.chance(85) {
        draft.extensions.append(
          .init(
            identifier: "2.5.29.19", isCritical: generator.chance(70), value: generator.pick(values)
          ))
      }
      return "basic constraints"
    case 6: return addExtension(&draft, &generator)
    case 7:
      draft.version = generator.pick([
        nil, .context(0, [.integer([0])]), .context(0, [.integer([1])]),
        .context(0, [.integer([3])]), .context(0, [.integer([0xFF])]),
        .context(0, [.integer([2, 0])]), .context(0, []),
      ])
      if generator.chance(40) { draft.extensions = [] }
      return "version"
    case 8:
      draft.extensions.shuffle(using: &generator)
      if let one = draft.extensions.first, generator.chance(60) {
        draft.extensions.append(one)
        return "an extension twice"
      }
      return "extensions in another order"
    case 9:
      let value = generator.pick([
        DER.primitive(0x13, Array("printable".utf8)),
        .primitive(0x13, Array("not*print@able".utf8)), .primitive(0x16, [0xE9]),
        .primitive(0x14, [0xE9]), .primitive(0x1E, [0, 0x61, 0]), .primitive(0x1E, [0xD8, 0]),
        .primitive(0x0C, [0xFF]), .primitive(0x1C, [0, 0, 0, 0x61]), .primitive(0x0C, []),
        .integer([5]), .primitive(0x12, Array("12a".utf8)), .primitive(0x1A, Array("visible".utf8)),
      ])
      let attribute = DER.sequence([
        .identifier(generator.pick(["2.5.4.3", "2.5.4.10", "1.2.3.4", "2.5.4.6"])), value,
      ])
      draft.subject = generator.pick([
        .sequence([.set([attribute])]), .sequence([.set([attribute, attribute])]),
        .sequence([.set([])]), .sequence([attribute]), .sequence([]),
      ])
      return "subject"
    case 10:
      var bytes = draft.publicInfo
      HTTP1Cases.mutateBytes(&bytes, within: min(60, bytes.count), &generator)
      draft.publicInfo = bytes
      return "public key's bytes"
    default:
      draft.extensions = []
      return "no extensions"
    }
  }

  private static func addExtension(
    _ draft: inout CertificateDraft, _ generator: inout Generator
  ) -> String {
    let choices: [(String, DER)] = [
      ("1.2.3.4.5", .utf8("words")), ("2.5.29.14", .primitive(4, [1, 2, 3])),
      ("2.5.29.35", .sequence([.primitive(0x80, [1, 2, 3])])), ("2.5.29.35", .sequence([])),
      ("2.5.29.35", .null), ("2.5.29.32", .sequence([.sequence([.identifier("2.23.140.1.2.1")])])),
      ("2.5.29.32", .sequence([])),
      (
        "2.5.29.32",
        .sequence([.sequence([.identifier("1.2.3")]), .sequence([.identifier("1.2.3")])])
      ),
      (
        "1.3.6.1.5.5.7.1.1",
        .sequence([
          .sequence([
            .identifier("1.3.6.1.5.5.7.48.1"), .primitive(0x86, Array("http://127.0.0.1/".utf8)),
          ])
        ])
      ),
      (
        "2.5.29.31",
        .sequence([
          .sequence([
            .context(0, [.context(0, [.primitive(0x86, Array("http://127.0.0.1/".utf8))])])
          ])
        ])
      ), ("1.3.6.1.5.5.7.1.24", .sequence([.integer([5])])),
      ("2.5.29.36", .sequence([.primitive(0x80, [0])])), ("2.5.29.54", .integer([0])),
      ("1.3.6.1.4.1.11129.2.4.3", .null), ("2.5.29.33", .sequence([])),
      ("2.5.29.30", .sequence([])),
      ("2.5.29.18", .sequence([.primitive(0x82, Array("issuer.test".utf8))])), ("2.5.29.17", .null),
      ("2.5.29.14", .null), ("1.3.6.1.5.5.7.1.1", .null), ("2.5.29.31", .null),
    ]
    let (identifier, value) = generator.pick(choices)
    let isCritical = generator.chance(50)
    draft.extensions.append(.init(identifier: identifier, isCritical: isCritical, value: value))
    return "extension \(identifier)\(isCritical ? ", critical" : "")"
  }
}
