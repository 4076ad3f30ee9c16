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

  /// All fields in go's order (httpcommon.EncodeHeaders).
  mutating func encode(_ request: HTTP2Request) -> [UInt8] {
    var block: [UInt8] = []
    block.reserveCapacity(256)
    if let smallestTable {
      if smallestTable < tableSize {
        Self.append(UInt64(smallestTable), prefix: 5, mark: 0x20, to: &block)
      }
      Self.append(UInt64(tableSize), prefix: 5, mark: 0x20, to: &block)
      self.smallestTable = nil
    }
    Self.append(.authority, request.authority, to: &block)
    block.append(request.body.isEmpty ? Self.methodGET : Self.methodPOST)
    if request.path == "/" {
      block.append(Self.pathSlash)
    } else {
      Self.append(.path, request.path, to: &block)
    }
    switch request.scheme {
    case "http": block.append(Self.schemeHTTP)
    case "https": block.append(Self.schemeHTTPS)
    default: Self.append(.scheme, request.scheme, to: &block)
    }
    for field in request.fields { Self.append(field.name, field.value, to: &block) }
    if request.acceptsGzip { Self.append(.acceptEncoding, "gzip", to: &block) }
    return block
  }

  // Whole fields of the static table.
  private static let methodGET: UInt8 = 0x82
  private static let methodPOST: UInt8 = 0x83
  private static let pathSlash: UInt8 = 0x84
  private static let schemeHTTP: UInt8 = 0x86
  private static let schemeHTTPS: UInt8 = 0x87

  /// Names of the static table.
  private enum StaticName: UInt64 {
    case authority = 1
    case path = 4
    case scheme = 6
    case acceptEncoding = 16
    case authorization = 23
    case userAgent = 58
  }

  private static func append(_ name: String, _ value: String, to block: inout [UInt8]) {
    switch name {
    case "accept-encoding": append(.acceptEncoding, value, to: &block)
    case "authorization": append(.authorization, value, to: &block)
    case "user-agent": append(.userAgent, value, to: &block)
    default:
      block.append(0)
      append(name, to: &block)
      append(value, to: &block)
    }
  }

  private static func append(_ name: StaticName, _ value: String, to block: inout [UInt8]) {
    // A secret must never enter a table; the others need not.
    append(name.rawValue, prefix: 4, mark: name == .authorization ? 0x10 : 0, to: &block)
    append(value, to: &block)
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
