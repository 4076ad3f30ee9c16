import CNghttp2

/// Header blocks (RFC 7541).
enum HeaderBlock {
  /// By nghttp2: with both tables and Huffman's code, for a peer's empty table as well as for any other.
  static func compressed(_ fields: [(String, String)]) -> [UInt8] {
    var handle: OpaquePointer?
    guard nghttp2_hd_deflate_new(&handle, 4096) == 0 else { return literal(fields) }
    defer { nghttp2_hd_deflate_del(handle) }
    return fields.reduce(into: []) { block, field in
      var name = Array(field.0.utf8)
      var value = Array(field.1.utf8)
      var buffer = [UInt8](repeating: 0, count: 64 + 2 * (name.count + value.count))
      let count = name.withUnsafeMutableBufferPointer { name in
        value.withUnsafeMutableBufferPointer { value in
          var pair = nghttp2_nv(
            name: name.baseAddress, value: value.baseAddress, namelen: name.count,
            valuelen: value.count, flags: 0)
          return nghttp2_hd_deflate_hd(handle, &buffer, buffer.count, &pair, 1)
        }
      }
      block += buffer.prefix(max(0, count))
    }
  }

  /// Each field a literal that is not put into the table, without Huffman's code.
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
