/// Fields into a header block, without a dynamic table and Huffman codes: a GET is small.
struct HPACKEncoder: Sendable {
  private static let mostTableSize: UInt32 = 4096

  /// The smallest table the peer asked for since the last block, nil if it asked for none.
  private var smallestTable: UInt32?
  /// The size of the table that the peer believes in.
  private var tableSize = Self.mostTableSize

  /// The peer's SETTINGS_HEADER_TABLE_SIZE; the next block begins with the change, as it must
  /// (RFC 7541, section 4.2; go: Encoder.SetMaxDynamicTableSize).
  mutating func setTableSize(_ size: UInt32) {
    tableSize = min(size, Self.mostTableSize)
    smallestTable = min(smallestTable ?? tableSize, tableSize)
  }

  mutating func encode(_ fields: [(name: String, value: String)]) -> [UInt8] {
    var block: [UInt8] = []
    block.reserveCapacity(256)
    if let smallestTable {
      if smallestTable < tableSize {
        Self.append(UInt64(smallestTable), prefix: 5, mark: 0x20, to: &block)
      }
      Self.append(UInt64(tableSize), prefix: 5, mark: 0x20, to: &block)
      self.smallestTable = nil
    }
    for field in fields { Self.append(field.name, field.value, to: &block) }
    return block
  }

  private static func append(_ name: String, _ value: String, to block: inout [UInt8]) {
    let index = staticIndex(of: name)
    switch index {
    case 2: return block.append(0x82)
    case 4 where value == "/": return block.append(0x84)
    case 6 where value == "http": return block.append(0x86)
    case 6 where value == "https": return block.append(0x87)
    // A secret must never enter a table; the others need not.
    case 23: append(index, prefix: 4, mark: 0x10, to: &block)
    default: append(index, prefix: 4, mark: 0, to: &block)
    }
    if index == 0 { append(name, to: &block) }
    append(value, to: &block)
  }

  /// The index of a static field of this name, 0 if there is none that a GET of ours uses.
  private static func staticIndex(of name: String) -> UInt64 {
    switch name {
    case ":authority": 1
    case ":method": 2
    case ":path": 4
    case ":scheme": 6
    case "accept-encoding": 16
    case "authorization": 23
    case "user-agent": 58
    default: 0
    }
  }

  private static func append(_ text: String, to block: inout [UInt8]) {
    append(UInt64(text.utf8.count), prefix: 7, mark: 0, to: &block)
    block.append(contentsOf: text.utf8)
  }

  /// RFC 7541, section 5.1.
  private static func append(_ value: UInt64, prefix: UInt64, mark: UInt8, to block: inout [UInt8])
  {
    let most = UInt64(1) << prefix - 1
    guard value >= most else { return block.append(mark | UInt8(value)) }
    block.append(mark | UInt8(most))
    var rest = value - most
    while rest >= 0x80 {
      block.append(UInt8(rest & 0x7f) | 0x80)
      rest >>= 7
    }
    block.append(UInt8(rest))
  }
}
