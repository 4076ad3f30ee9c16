/// What is wrong with a gzip body (compress/gzip `Reader`, compress/flate `decompressor`): go's texts for the
/// reader of the body, with the prefix `read "URL": `.
///
/// An empty body is an empty result, not a fault: gzip is a series of members, which may have none. After a member
/// another one must follow, or the end: 1 to 9 more bytes are `.cutShort`, 10 or more without the magic `.header`.
package enum GzipFault: Error, Sendable, Hashable {
  /// Not `1f 8b 08`, a name or comment of 512 bytes or more, or a header checksum that is wrong.
  case header
  /// The CRC-32 or the size at the end of a member.
  case checksum
  /// The body ended within a member.
  case cutShort
  /// Invalid deflate data. `offset`: bytes of deflate data that go had read by then, counted over this member.
  /// go reads bytes singly, as its decoder needs them; a block of stored data goes to the end of its header.
  case corrupt(offset: Int64)

  package var goText: String {
    switch self {
    case .header: "gzip: invalid header"
    case .checksum: "gzip: invalid checksum"
    case .cutShort: "unexpected EOF"
    case .corrupt(let offset): "flate: corrupt input before offset \(offset)"
    }
  }
}
