import Glibc

/// Reads files in one go; blocking.
package enum FileContent {
  /// At most `limit` bytes of the file; nil with errno where it cannot be read.
  package static func read(_ path: String, limit: Int) -> [UInt8]? {
    var content: [UInt8] = []
    let isRead = read(path) { piece in
      content.append(contentsOf: piece.prefix(limit - content.count))
      return content.count < limit
    }
    return isRead ? content : nil
  }

  /// Hands the file over piece by piece until `take` says false; false with errno where it cannot be read.
  package static func read(_ path: String, take: (UnsafeRawBufferPointer) -> Bool) -> Bool {
    let fd = open(path, O_RDONLY | O_CLOEXEC)
    guard fd >= 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    var count = 0
    repeat {
      count = buffer.withUnsafeMutableBytes { Glibc.read(fd, $0.baseAddress, $0.count) }
    } while count > 0
      && buffer.withUnsafeBytes({ take(UnsafeRawBufferPointer(rebasing: $0[..<count])) })
    let error = errno
    close(fd)
    errno = error
    return count >= 0
  }
}
