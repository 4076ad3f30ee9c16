/// An answer of HTTP/1 in its parts.
struct HTTP1Message {
  enum Shape: CaseIterable {
    case length, length2, chunked, chunkedTrailer, untilClose, http10, notFound, gone, serverError,
      noContent
    case gzip
  }

  private var lines: [[UInt8]]
  /// The end of each line, and of the head.
  private var lineEnds: [[UInt8]]
  private var body: [UInt8]
  /// The body ends with the connection.
  let endsWithConnection: Bool
  private let isChunked: Bool

  init(_ shape: Shape, _ kind: String, _ generator: inout Generator) {
    let file = Module.body(kind)
    var lines = ["HTTP/1.1 200 OK"]
    body = file
    switch shape {
    case .length, .length2: lines += ["Content-Length: \(file.count)"]
    case .chunked, .chunkedTrailer:
      lines += ["Transfer-Encoding: chunked"]
      body = Self.chunks(file, hasTrailer: shape == .chunkedTrailer, &generator)
    case .untilClose: lines += ["Connection: close"]
    case .http10: lines = ["HTTP/1.0 200 OK"]
    case .notFound, .gone, .serverError:
      let status =
        shape == .notFound
        ? "404 Not Found" : shape == .gone ? "410 Gone" : "500 Internal Server Error"
      body = HTTP1Dictionary.errorBody(&generator)
      lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.count)"]
      if generator.chance(80) { lines.append(HTTP1Dictionary.contentType(&generator)) }
    case .noContent: lines = ["HTTP/1.1 204 No Content"]
    case .gzip:
      if generator.chance(85) { body = Deflate.gzip(file, &generator) }
      lines += ["Content-Encoding: gzip", "Content-Length: \(body.count)"]
    }
    if generator.chance(50) { lines.append("Date: Mon, 02 Jan 2023 15:04:05 GMT") }
    endsWithConnection = shape == .untilClose || shape == .http10
    isChunked = shape == .chunked || shape == .chunkedTrailer
    self.lines = lines.map { Array($0.utf8) }
    lineEnds = [[UInt8]](repeating: [13, 10], count: lines.count + 1)
  }

  var bytes: [UInt8] {
    zip(lines, lineEnds).flatMap { $0 + $1 } + (lineEnds.last ?? []) + body
  }

  /// How much of `bytes` is worth mutating: the head, and the framing of chunks.
  var headLength: Int { isChunked ? bytes.count : bytes.count - body.count + 4 }

  private static func chunks(
    _ file: [UInt8], hasTrailer: Bool, _ generator: inout Generator
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = file[...]
    while !rest.isEmpty {
      let piece = rest.prefix(generator.number(1...max(1, file.count)))
      rest = rest.dropFirst(piece.count)
      bytes += Array(String(piece.count, radix: 16, uppercase: generator.chance(50)).utf8)
      bytes += [13, 10] + piece + [13, 10]
    }
    return bytes + Array("0\r\n".utf8) + (hasTrailer ? Array("X-Trailer: a\r\n".utf8) : []) + [
      13, 10,
    ]
  }

  mutating func mutate(_ generator: inout Generator) {
    switch generator.number(0...19) {
    case 0...3: lines[0] = HTTP1Dictionary.statusLine(&generator)
    case 4...9: insert(HTTP1Dictionary.field(&generator, length: body.count), &generator)
    case 10: insert(lines[generator.index(lines.count)], &generator)
    case 11:
      let index = generator.index(lines.count)
      lines.remove(at: index)
      lineEnds.remove(at: index)
      if lines.isEmpty { insert([], &generator) }
    case 12:
      lineEnds[generator.index(lineEnds.count)] = generator.pick(
        ["\n", "\n", "\r", "\r\r\n", "\n\r", "", "\r\n\r\n", " \r\n", "\t\r\n", "\0\r\n"].map {
          Array($0.utf8)
        })
    case 13: lineEnds = lineEnds.map { _ in [10] }
    case 14: changeLength(&generator)
    case 15: changeBody(&generator)
    case 16...17 where isChunked: changeChunk(&generator)
    case 16...17: insert(HTTP1Dictionary.informational(&generator), at: 0)
    case 18: lines[generator.index(lines.count)] = lines[generator.index(lines.count)]
    default:
      let index = generator.index(lines.count)
      if !lines[index].isEmpty {
        lines[index][generator.index(lines[index].count)] = generator.byte()
      }
    }
  }

  private mutating func insert(_ line: [UInt8], _ generator: inout Generator) {
    insert(line, at: generator.chance(8) ? 0 : generator.number(min(1, lines.count)...lines.count))
  }

  private mutating func insert(_ line: [UInt8], at index: Int) {
    lines.insert(line, at: index)
    lineEnds.insert([13, 10], at: index)
  }

  private mutating func changeLength(_ generator: inout Generator) {
    let name = Array("Content-Length: ".utf8)
    guard let index = lines.firstIndex(where: { $0.starts(with: name) }) else {
      return insert(HTTP1Dictionary.length(&generator, body.count), &generator)
    }
    lines[index] = HTTP1Dictionary.length(&generator, body.count)
  }

  private mutating func changeBody(_ generator: inout Generator) {
    switch generator.number(0...4) {
    case 0: body = []
    case 1: body.removeLast(min(body.count, generator.number(1...20)))
    case 2: body += Array("trailing".utf8)
    case 3: body += Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".utf8)
    default: HTTP1Cases.mutateBytes(&body, within: body.count, &generator)
    }
  }

  private mutating func changeChunk(_ generator: inout Generator) {
    let end = body.firstIndex(of: 13) ?? body.endIndex
    switch generator.number(0...3) {
    case 0...1:
      let size = String(decoding: body[..<end], as: UTF8.self)
      body.replaceSubrange(..<end, with: Array(HTTP1Dictionary.chunkSize(&generator, size).utf8))
    case 2:
      let tail = generator.pick(Words.list("http1 last chunks"))
      if let last = body.lastRange(of: Array("0\r\n".utf8)) {
        body.replaceSubrange(last.lowerBound..., with: Array(tail.utf8))
      }
    default: HTTP1Cases.mutateBytes(&body, within: body.count, &generator)
    }
  }
}

extension [UInt8] {
  /// Where `pattern` stands last; nil where it does not.
  fileprivate func lastRange(of pattern: [UInt8]) -> Range<Int>? { ranges(of: pattern).last }
}
