import GoRules

/// What carries bytes to a peer and back without ever waiting: a TCP connection, or TLS on top of another stream.
protocol ByteStream: AnyObject {
  /// Something may be there; where nothing is, `read` has nothing.
  var isReadable: Bool { get }
  /// Reads what is there, at most `buffer.count` bytes.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Reading
  /// Writes what is taken at once.
  func write(_ bytes: UnsafeRawBufferPointer) -> Writing
  /// The connection below.
  var socket: TCPSocket { get }
}

enum Reading {
  case bytes(Int)
  /// Nothing is there now.
  case nothing
  /// The peer has ended the stream as it should.
  case end
  case failed(StreamFailure)
}

enum Writing {
  /// So many bytes were taken, at least one.
  case wrote(Int)
  /// None can be taken now.
  case nothing
  case failed(StreamFailure)
}

/// Why a stream can be read or written no more.
struct StreamFailure: Error, Sendable {
  var cause: FailureCause
  /// go's text: `read tcp 127.0.0.1:1->127.0.0.1:2: read: connection reset by peer`.
  var text: String
  /// Another read would fail in the same way, as over TLS; a TCP socket tells its error once.
  var isLasting: Bool
}
