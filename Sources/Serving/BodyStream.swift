import CMicrohttpd
import Platform

/// A body that is sent while it still comes, with a bound on what waits for a slow client.
///
/// One thread fills it, and the server's empties it.
package final class BodyStream: Sendable {
  package struct Head: Sendable {
    /// nil where it is not known: the body is sent in chunks.
    package var length: Int?
    package var contentType: String
    package var contentEncoding: String?

    package init(length: Int?, contentType: String, contentEncoding: String? = nil) {
      self.length = length
      self.contentType = contentType
      self.contentEncoding = contentEncoding
    }
  }

  private enum Ending { case complete, cutOff }

  private struct State {
    /// What is not sent yet, from `start` on.
    var bytes: [UInt8] = []
    var start = 0
    /// Bytes that are held at most.
    var most: Int
    /// Until half of `capacity` is left.
    var isFull = false
    /// Bytes that were added, all in all.
    var added = 0
    /// Nothing more comes.
    var ending: Ending?
    /// `hasEnded` was called.
    var isOver = false
    /// From the beginning of the answer until the stream is over.
    nonisolated(unsafe) var connection: OpaquePointer?
    var isSuspended = false

    var count: Int { bytes.count - start }

    /// Has the server look at it again.
    mutating func wake() {
      if isSuspended, let connection { cmicrohttpd_resume(connection) }
      isSuspended = false
    }

    /// `count` bytes are sent. Whether it was full and has room again.
    mutating func took(_ count: Int) -> Bool {
      start += count
      if start == bytes.count || start >= BodyStream.capacity {
        bytes.removeFirst(start)
        start = 0
      }
      guard isFull, self.count <= BodyStream.capacity / 2 else { return false }
      isFull = false
      return true
    }
  }

  /// Bytes held once the answer has begun; the piece that goes beyond them is held as well.
  package static let capacity = 256 << 10

  package let head: Head
  private let state: Locked<State>
  private let hasRoom: @Sendable () -> Void
  private let hasEnded: @Sendable (Bool) -> Void

  /// `hasRoom`: more may be added again. `hasEnded`: the client has all of it (`true`), or will never have; called once.
  /// Both are called on any thread. `most`: bytes held until the answer begins.
  package init(
    _ head: Head, holding most: Int = capacity, hasRoom: @escaping @Sendable () -> Void,
    hasEnded: @escaping @Sendable (Bool) -> Void
  ) {
    self.head = head
    state = Locked(State(most: most))
    self.hasRoom = hasRoom
    self.hasEnded = hasEnded
  }

  // MARK: - Filling

  /// Bytes that were added, whatever became of them.
  package var added: Int { state.withLock { $0.added } }

  /// Adds a copy. False: the next one is to wait for `hasRoom`.
  package func add(_ piece: UnsafeRawBufferPointer) -> Bool {
    state.withLock { state in
      state.added += piece.count
      guard !state.isOver, state.ending == nil else { return true }
      state.bytes.append(contentsOf: piece)
      state.wake()
      // Who was told that it is full waits for `hasRoom`: until that is called it stays full.
      state.isFull = state.isFull || state.count >= state.most
      return !state.isFull
    }
  }

  /// All of it was added.
  package func finish() { end(.complete) }

  /// The rest of it never comes: the connection ends in the middle of the body, so that the client notices.
  package func fail() { end(.cutOff) }

  /// The same, and where no answer has begun it is over at once.
  package func abandon() {
    fail()
    if state.withLock({ $0.connection == nil }) { end(isSent: false) }
  }

  private func end(_ ending: Ending) {
    state.withLock { state in
      state.ending = state.ending ?? ending
      if ending == .cutOff {
        state.ending = .cutOff
        (state.bytes, state.start) = ([], 0)
      }
      state.wake()
    }
  }

  // MARK: - On the server's thread

  func begin(on connection: OpaquePointer, closes: Bool, isHead: Bool) -> MHD_Result {
    state.withLock { ($0.connection, $0.most) = (connection, Self.capacity) }
    let own = Unmanaged.passRetained(self)
    return cmicrohttpd_stream(
      connection, head.contentType, head.contentEncoding,
      head.length.map { UInt64(clamping: $0) } ?? UInt64.max, closes ? 1 : 0, isHead ? 1 : 0,
      { context, _, room, size in
        guard let context, let room else { return -2 }
        return Unmanaged<BodyStream>.fromOpaque(context).takeUnretainedValue().read(
          UnsafeMutableRawBufferPointer(start: room, count: size))
      },
      { context in context.map { Unmanaged<BodyStream>.fromOpaque($0).release() } },
      own.toOpaque())
  }

  /// Moves what is there to `room`; see `cmicrohttpd_stream`.
  private func read(_ room: UnsafeMutableRawBufferPointer) -> Int {
    let (result, isRoomier) = state.withLock { state in
      let count = min(room.count, state.count)
      if count == 0 {
        switch state.ending {
        case .complete: return (-1, false)
        case .cutOff: return (-2, false)
        case nil: break
        }
        if let connection = state.connection { cmicrohttpd_suspend(connection) }
        state.isSuspended = true
        return (0, false)
      }
      state.bytes.withUnsafeBytes {
        room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[state.start...].prefix(count)))
      }
      return (count, state.took(count))
    }
    if isRoomier { hasRoom() }
    return result
  }

  /// The request is over.
  func end(isSent: Bool) {
    let (isFirst, wasFull) = state.withLock { state in
      defer { (state.isOver, state.isFull) = (true, false) }
      state.connection = nil
      state.isSuspended = false
      (state.bytes, state.start) = ([], 0)
      return (!state.isOver, state.isFull)
    }
    // What is added from now on goes nowhere, but may come.
    if wasFull { hasRoom() }
    if isFirst { hasEnded(isSent) }
  }
}
