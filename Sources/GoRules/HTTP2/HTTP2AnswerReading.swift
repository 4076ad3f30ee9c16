/// What go's transport makes of the fields of a final answer (handleResponse).
struct HTTP2AnswerReading {
  /// Bytes of the body to be expected on the wire, nil if unknown.
  let length: Int64?
  let answer: HTTP2Answer

  init(
    _ code: Int, _ status: ArraySlice<UInt8>, _ received: HTTP2Fields, endsStream: Bool,
    askedForGzip: Bool
  ) {
    let declared = Self.declaredLength(received)
    // An answer without a body has length 0 unless it says otherwise.
    let length = declared ?? (endsStream ? 0 : nil)
    let coding = received.first("content-encoding")
    let isGzip = !endsStream && askedForGzip && coding.map(Self.isGzip) == true
    var fields = HTTP2Fields()
    fields.reserve(bytes: received.byteCount, fields: received.count)
    var sawLength = false
    for index in received.pseudoCount..<received.count {
      if Self.isDropped(received, index) { continue }
      if isGzip, received.isNamed(index, "content-encoding") { continue }
      if received.isNamed(index, "content-length") {
        if declared == nil || sawLength || isGzip { continue }
        sawLength = true
      }
      fields.append(name: received.name(index), value: received.value(index))
    }
    self.length = length
    answer = HTTP2Answer(
      status: code, statusText: String(decoding: status, as: UTF8.self), fields: fields,
      contentLength: isGzip ? nil : length, isGzip: isGzip)
  }

  /// Whether go removes the field: it is about the connection, or announces trailers.
  private static func isDropped(_ fields: HTTP2Fields, _ index: Int) -> Bool {
    fields.isNamed(index, "connection") || fields.isNamed(index, "keep-alive")
      || fields.isNamed(index, "proxy-connection") || fields.isNamed(index, "transfer-encoding")
      || fields.isNamed(index, "upgrade") || fields.isNamed(index, "trailer")
  }

  /// The Content-Length, if all of them are the same bytes and a number (strconv.ParseUint).
  private static func declaredLength(_ fields: HTTP2Fields) -> Int64? {
    var first: ArraySlice<UInt8>?
    for index in fields.pseudoCount..<fields.count where fields.isNamed(index, "content-length") {
      let value = fields.value(index)
      if let first, !first.elementsEqual(value) { return nil }
      first = first ?? value
    }
    guard let first, let digit = first.first, isDigit(digit) else { return nil }
    return goNumber(first)
  }

  /// `gzip` in any case.
  private static func isGzip(_ value: ArraySlice<UInt8>) -> Bool {
    value.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }.elementsEqual("gzip".utf8)
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

/// Decimal digits alone as a number, or nil where they do not fit.
private func goNumber(_ digits: some Collection<UInt8>) -> Int64? {
  if digits.isEmpty { return nil }
  var number: Int64 = 0
  for digit in digits {
    guard isDigit(digit) else { return nil }
    let (product, overflows) = number.multipliedReportingOverflow(by: 10)
    let (sum, overflowsToo) = product.addingReportingOverflow(Int64(digit & 0xf))
    if overflows || overflowsToo { return nil }
    number = sum
  }
  return number
}

/// strconv.Atoi: an optional sign and decimal digits.
func goAtoi(_ text: ArraySlice<UInt8>) -> Int? {
  guard let first = text.first else { return nil }
  let hasSign = first == UInt8(ascii: "+") || first == UInt8(ascii: "-")
  let digits = text.dropFirst(hasSign ? 1 : 0)
  if first == UInt8(ascii: "-"),
    digits.drop(while: { $0 == 0x30 }).elementsEqual("9223372036854775808".utf8)
  {
    return .min
  }
  guard let number = goNumber(digits) else { return nil }
  return Int(first == UInt8(ascii: "-") ? -number : number)
}
