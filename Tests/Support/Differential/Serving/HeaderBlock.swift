/// Header blocks (RFC 7541) without compression.
enum HeaderBlock {
  /// Each field a literal that is not put into the table.
  static func literal(_ fields: [(String, String)]) -> [UInt8] {
    fields.flatMap { [0] + string(Array($0.0.utf8)) + string(Array($0.1.utf8)) }
  }

  static func string(_ bytes: [UInt8]) -> [UInt8] { integer(bytes.count, prefix: 7) + bytes }

  /// RFC 7541, 5.1, with the bits before the prefix 0.
  static func integer(_ value: Int, prefix: Int) -> [UInt8] {
    let limit = 1 << prefix - 1
    if value < limit { return [UInt8(value)] }
    var rest = value - limit
    var bytes = [UInt8(limit)]
    while rest >= 128 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }
}
