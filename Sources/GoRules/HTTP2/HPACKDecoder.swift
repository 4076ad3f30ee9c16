/// Header blocks into fields (RFC 7541), with every rule and limit of go's hpack.Decoder.
///
/// nghttp2's decoder would not do: it refuses strings of more than 64 KiB and table sizes that go
/// takes. After a fault the connection is lost, and so is this decoder.
struct HPACKDecoder: Sendable {
  /// Why a block cannot be decoded; go prints COMPRESSION_ERROR for each.
  enum Fault: Error, Equatable {
    case badIndex, badInteger, badHuffman, stringTooLong, lateTableSize, tableTooLarge, truncated
  }

  /// The longest name or value (go: maxHeaderStringLen, as large as the whole list).
  static let longestString = 10 << 20

  private var table = HPACKTable()
  /// The start of a field that goes on in the next fragment.
  private var saved: [UInt8] = []
  /// Nothing was decoded of this block yet.
  private var atStart = true
  /// The field being decoded: its name, then its value.
  private var text: [UInt8] = []

  /// Takes the next part of a header block and adds its fields to `list`.
  mutating func decode(
    _ fragment: Span<UInt8>, into list: inout HTTP2FieldList
  ) throws(Fault) {
    if fragment.isEmpty { return }
    if saved.isEmpty {
      let end = try decodeFields(of: fragment, into: &list)
      if end < fragment.count { saved = fragment.copy(from: end, to: fragment.count) }
    } else {
      var joined = saved
      saved = []
      fragment.withUnsafeBufferPointer { joined.append(contentsOf: $0) }
      let end = try decodeFields(of: joined.span, into: &list)
      if end > 0 { joined.removeFirst(end) }
      saved = joined
    }
    // What go itself calls a last resort: no legal field is that long.
    if saved.count > 2 * (Self.longestString + 8) { throw .stringTooLong }
  }

  /// Ends a block: a field that is cut short is a fault.
  mutating func finish() throws(Fault) {
    guard saved.isEmpty else { throw .truncated }
    atStart = true
  }

  /// Decodes as many fields as `block` holds whole; returns where the first other one starts.
  private mutating func decodeFields(
    of block: Span<UInt8>, into list: inout HTTP2FieldList
  ) throws(Fault) -> Int {
    var reader = HPACKReader()
    while reader.offset < block.count {
      let start = reader.offset
      guard try decodeField(of: block, &reader, into: &list) else { return start }
      atStart = false
    }
    return reader.offset
  }

  /// Decodes one field or size update; false if its end is not there yet.
  private mutating func decodeField(
    of block: Span<UInt8>, _ reader: inout HPACKReader, into list: inout HTTP2FieldList
  ) throws(Fault) -> Bool {
    let first = block[reader.offset]
    if first & 0x80 != 0 {
      guard let index = try reader.integer(of: block, prefix: 7) else { return false }
      guard let entry = table.entry(at: index) else { throw .badIndex }
      if list.wantsFields { list.add(entry.bytes.span, nameLength: entry.nameLength) }
      return true
    }
    if first & 0xe0 == 0x20 {
      // go lets a later one pass while the table is empty.
      if !atStart && table.size > 0 { throw .lateTableSize }
      guard let size = try reader.integer(of: block, prefix: 5) else { return false }
      guard table.resize(to: size) else { throw .tableTooLarge }
      return true
    }
    let isIndexed = first & 0xc0 == 0x40
    return try decodeLiteral(of: block, &reader, isIndexed: isIndexed, into: &list)
  }

  private mutating func decodeLiteral(
    of block: Span<UInt8>, _ reader: inout HPACKReader, isIndexed: Bool,
    into list: inout HTTP2FieldList
  ) throws(Fault) -> Bool {
    guard let index = try reader.integer(of: block, prefix: isIndexed ? 6 : 4) else { return false }
    let known = index > 0 ? table.entry(at: index) : nil
    var name: HPACKReader.String?
    if index > 0 {
      if known == nil { throw .badIndex }
    } else {
      name = try reader.string(of: block)
      if name == nil { return false }
    }
    guard let value = try reader.string(of: block) else { return false }
    // go does not look into strings that nobody will see.
    guard list.wantsFields || isIndexed else { return true }
    text.removeAll(keepingCapacity: true)
    if let known {
      text.append(contentsOf: known.bytes.prefix(known.nameLength))
    } else if let name {
      try append(name, of: block)
    }
    let nameLength = text.count
    try append(value, of: block)
    if isIndexed { table.add(HPACKEntry(bytes: text, nameLength: nameLength)) }
    if list.wantsFields { list.add(text.span, nameLength: nameLength) }
    // An idle connection keeps no long ones.
    if text.count > 4096 { text = [] }
    return true
  }

  private mutating func append(
    _ string: HPACKReader.String, of block: Span<UInt8>
  ) throws(Fault) {
    let coded = block.extracting(string.start..<string.end)
    guard string.isHuffman else {
      return coded.withUnsafeBufferPointer { text.append(contentsOf: $0) }
    }
    do throws(HPACKHuffman.Fault) {
      try HPACKHuffman.decode(coded, into: &text, limit: Self.longestString)
    } catch {
      throw error == .tooLong ? .stringTooLong : .badHuffman
    }
  }
}

/// Reads the integers and strings of a header block one after another.
struct HPACKReader {
  /// Where a string's bytes lie, coded or not.
  struct String {
    var isHuffman: Bool
    var start: Int
    var end: Int
  }

  var offset = 0

  /// The integer whose first byte has it in the `prefix` low bits (go: readVarInt).
  ///
  /// Returns nil where it is not there whole.
  mutating func integer(of block: Span<UInt8>, prefix: Int) throws(HPACKDecoder.Fault) -> UInt64? {
    guard offset < block.count else { return nil }
    let most = UInt64(1) << UInt64(prefix) - 1
    var value = UInt64(block[offset]) & most
    var at = offset + 1
    if value < most {
      offset = at
      return value
    }
    var shift: UInt64 = 0
    while at < block.count {
      let byte = block[at]
      at += 1
      value &+= UInt64(byte & 0x7f) << shift
      if byte & 0x80 == 0 {
        offset = at
        return value
      }
      shift += 7
      if shift >= 63 { throw .badInteger }
    }
    return nil
  }

  /// The string that starts here, or nil where it is not there whole (go: readString).
  ///
  /// A length over the limit is a fault before its bytes have come.
  mutating func string(of block: Span<UInt8>) throws(HPACKDecoder.Fault) -> String? {
    guard offset < block.count else { return nil }
    let isHuffman = block[offset] & 0x80 != 0
    guard let length = try integer(of: block, prefix: 7) else { return nil }
    if length > UInt64(HPACKDecoder.longestString) { throw .stringTooLong }
    guard UInt64(block.count - offset) >= length else { return nil }
    let start = offset
    offset += Int(length)
    return String(isHuffman: isHuffman, start: start, end: offset)
  }
}
