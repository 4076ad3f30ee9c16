/// What a server of HTTP/2 sends, and when.
struct HTTP2Plan {
  enum Item {
    case frame(HTTP2Frame)
    case bytes([UInt8])
    case pause(Int)
    case end(Script.Ending)

    var description: String {
      switch self {
      case .frame(let frame): frame.description
      case .bytes(let bytes): "bytes " + Escaped.text(bytes)
      case .pause(let milliseconds): "<\(milliseconds) ms>"
      case .end(let ending): "<\(ending.rawValue)>"
      }
    }
  }

  /// Sent as soon as the handshake is over.
  var opening: [Item] = [.frame(.settings([]))]
  /// SETTINGS and PING are acknowledged.
  var acknowledges = true
  /// The path that is answered by `answer`; other files are answered soundly.
  var path: String
  var answer: [Item]
  /// The bytes of `answer`, in its first item, that are changed at the end: place in thousandths, and a new value.
  var changes: [(place: Int, byte: UInt8)] = []
  /// All frames of the answer go out in one TLS record.
  var isOneRecord = true

  /// `answer` on this stream.
  func steps(_ stream: UInt32) -> [Script.Step] { Self.steps(answer, stream, isOneRecord, changes) }

  static func steps(
    _ items: [Item], _ stream: UInt32, _ isOneRecord: Bool, _ changes: [(place: Int, byte: UInt8)]
  ) -> [Script.Step] {
    var steps: [Script.Step] = []
    var bytes: [UInt8] = []
    func flush() {
      if bytes.isEmpty { return }
      for change in changes {
        let index = bytes.count * change.place / 1000
        if bytes.indices.contains(index) { bytes[index] = change.byte }
      }
      steps.append(.send(bytes))
      bytes = []
    }
    for item in items {
      switch item {
      case .frame(let frame): bytes += frame.encoded(stream)
      case .bytes(let more): bytes += more
      case .pause(let milliseconds):
        flush()
        steps.append(.pause(milliseconds))
      case .end(let ending):
        flush()
        steps.append(.end(ending))
      }
      if !isOneRecord { flush() }
    }
    flush()
    return steps
  }

  var description: String {
    let parts =
      ["opening:"] + opening.map(\.description) + ["answer:"] + answer.map(\.description)
      + (changes.isEmpty
        ? [] : ["changed: \(changes.map { "\($0.place)/1000 to \(Escaped.hex($0.byte))" })"])
      + (acknowledges ? [] : ["no acknowledgements"]) + (isOneRecord ? [] : ["a record each"])
    return parts.joined(separator: "\n  ")
  }
}
