/// The fields of one header block as they are decoded, with go's checks (Framer.readMetaFrame).
struct HTTP2FieldList: Sendable {
  /// go's SETTINGS_MAX_HEADER_LIST_SIZE (Transport.maxHeaderListSize).
  static let mostSize = 10 << 20

  private(set) var fields = HTTP2Fields()
  /// The last fault that was found; from then on nothing more is read.
  private(set) var fault: HTTP2FieldFault?
  /// The list passed its limit and is incomplete.
  private(set) var isTruncated = false
  /// Whether further fields are of interest.
  var wantsFields: Bool { fault == nil && !isTruncated }

  private var sawRegular = false
  /// What may still come, counted as RFC 9113, section 6.5.2 does; a `trailer` field has its own.
  private var remaining = Self.mostSize
  private var trailerRemaining = Self.mostSize

  /// Whether a fragment of this many bytes is so far beyond the limit that go hangs up.
  func isFarTooSmall(for fragment: Int) -> Bool { fragment > 2 * (remaining + trailerRemaining) }

  /// Adds a field given as its name and then its value, if it is valid and there is room.
  mutating func add(_ field: Span<UInt8>, nameLength: Int) {
    check(field, nameLength: nameLength)
    guard fault == nil else { return }
    if HTTP2Fields.isEqual(field, to: nameLength, "trailer") {
      guard takeTrailers(field, nameLength) else { return truncate() }
    } else {
      let size = field.count + HPACKTable.overhead
      guard size <= remaining else { return truncate() }
      remaining -= size
    }
    fields.append(field, nameLength: nameLength)
  }

  private mutating func truncate() {
    isTruncated = true
    remaining = 0
    trailerRemaining = 0
  }

  private mutating func check(_ field: Span<UInt8>, nameLength: Int) {
    if !hasOnlyValidBytes(field, from: nameLength) {
      fault = .value(name: field.copy(from: 0, to: nameLength))
    }
    if nameLength > 0, field[0] == UInt8(ascii: ":") {
      if sawRegular { fault = .pseudoAfterRegular }
      return
    }
    sawRegular = true
    var isValid = nameLength > 0
    for at in 0..<nameLength { isValid = isValid && isLowercaseToken(field[at]) }
    if !isValid { fault = .name(field.copy(from: 0, to: nameLength)) }
  }

  /// Counts the fields that a `trailer` field names against their own limit.
  private mutating func takeTrailers(_ field: Span<UInt8>, _ nameLength: Int) -> Bool {
    var commas = 0
    for at in nameLength..<field.count where field[at] == UInt8(ascii: ",") { commas += 1 }
    let size = (field.count - nameLength) - commas + (commas + 1) * HPACKTable.overhead
    guard size <= trailerRemaining else { return false }
    trailerRemaining -= size
    return true
  }

  /// What is wrong with the pseudo fields, which all come first (go: checkPseudos).
  func pseudoFault() -> HTTP2FieldFault? {
    let count = fields.pseudoCount
    if count == 0 || count == 1 && fields.isNamed(0, ":status") { return nil }
    var seen: [[UInt8]] = []
    var (isRequest, isResponse) = (false, false)
    for index in 0..<count {
      let name = fields.name(index)
      switch String(decoding: name, as: UTF8.self) {
      case ":method", ":path", ":scheme", ":authority", ":protocol": isRequest = true
      case ":status": isResponse = true
      default: return .unknownPseudo(Array(name))
      }
      if seen.contains(Array(name)) { return .duplicatePseudo(Array(name)) }
      seen.append(Array(name))
    }
    return isRequest && isResponse ? .mixedPseudos : nil
  }
}

/// Whether the bytes from `start` on may be in a value: no control characters but the tab
/// (httpguts.ValidHeaderFieldValue).
private func hasOnlyValidBytes(_ field: Span<UInt8>, from start: Int) -> Bool {
  // Without an early end, so that the loop is a fast one.
  var bad: UInt8 = 0
  for at in start..<field.count {
    let byte = field[at]
    bad |= byte < 0x20 && byte != 0x09 || byte == 0x7f ? 1 : 0
  }
  return bad == 0
}

/// Whether RFC 9113 lets a field's name have the byte (go: validWireHeaderFieldName): lower-case
/// letters, digits and ``!#$%&'*+-.^_`|~``.
private func isLowercaseToken(_ byte: UInt8) -> Bool {
  let (low, high): (UInt64, UInt64) = (0x03ff_6cfa_0000_0000, 0x57ff_ffff_c000_0000)
  return byte < 0x80 && (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 == 1
}
