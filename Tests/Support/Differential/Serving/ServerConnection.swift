import CDifferential
import Glibc
import MirrorLab
import Platform

/// One connection to a server of a stage: its bytes in and out, and what is left of its script.
final class ServerConnection {
  let descriptor: Int32
  /// It came to the first entry of GOPROXY, not to the sound one.
  let isFaulty: Bool
  private var session: OpaquePointer?
  private var isShaken: Bool
  private var outbox: [UInt8] = []
  private var steps: ArraySlice<Script.Step> = []
  /// The next step waits until then, in nanoseconds.
  private(set) var notBefore: Int64?
  private var hasEnded = false
  private(set) var isOver = false
  private var wantsToWrite = false
  /// Reads requests and says what to answer.
  private var reader: any RequestReader

  init(
    _ descriptor: Int32, isFaulty: Bool, session: OpaquePointer?, reader: any RequestReader
  ) {
    self.descriptor = descriptor
    self.isFaulty = isFaulty
    self.session = session
    self.reader = reader
    isShaken = session == nil
    if session == nil { steps = reader.opening[...] }
  }

  deinit {
    SSL_free(session)
    close(descriptor)
  }

  var events: Int16 {
    let writes = wantsToWrite || isShaken && !outbox.isEmpty
    return Int16(POLLIN) | (writes ? Int16(POLLOUT) : 0)
  }

  /// Goes on after `events` or when `notBefore` has come.
  func advance(_ now: Int64) {
    wantsToWrite = false
    if !isShaken, !shake() { return }
    read()
    if notBefore != nil, reader.hasRequest {
      // The client is done with the answer, whatever was still to come. That would hit a request that it has nothing to do
      // with, or not, as chance would have it.
      steps = []
      notBefore = nil
    }
    if let time = notBefore, now < time { return }
    notBefore = nil
    while !isOver {
      flush()
      if !outbox.isEmpty { return }
      guard let step = steps.popFirst() else {
        guard !hasEnded, let next = reader.nextAnswer() else { return }
        steps = next[...]
        continue
      }
      switch step {
      case .send(let bytes): outbox += bytes
      case .pause(let milliseconds):
        notBefore = now + Int64(milliseconds) * 1_000_000
        return
      case .end(let ending): end(ending)
      }
    }
  }

  private func shake() -> Bool {
    let result = SSL_accept(session)
    if result == 1 {
      isShaken = true
      steps = reader.opening[...]
      return true
    }
    let error = SSL_get_error(session, result)
    ERR_clear_error()
    if error == SSL_ERROR_WANT_READ { return false }
    if error == SSL_ERROR_WANT_WRITE {
      wantsToWrite = true
      return false
    }
    isOver = true
    return false
  }

  private func read() {
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while !isOver {
      let count: Int
      if let session {
        let result = SSL_read(session, &buffer, Int32(buffer.count))
        count = Int(result)
        if result <= 0 {
          let error = SSL_get_error(session, result)
          ERR_clear_error()
          if error == SSL_ERROR_WANT_READ { return }
          if error == SSL_ERROR_WANT_WRITE {
            wantsToWrite = true
            return
          }
        }
      } else {
        count = Glibc.read(descriptor, &buffer, buffer.count)
        if count < 0, errno == EAGAIN { return }
      }
      guard count > 0 else {
        isOver = true
        return
      }
      if !hasEnded { reader.feed(buffer[..<count]) }
    }
  }

  private func flush() {
    while !outbox.isEmpty, !isOver {
      let count: Int
      if let session {
        let result = SSL_write(session, outbox, Int32(min(outbox.count, 1 << 20)))
        count = Int(result)
        if result <= 0 {
          let error = SSL_get_error(session, result)
          ERR_clear_error()
          if error == SSL_ERROR_WANT_WRITE || error == SSL_ERROR_WANT_READ {
            wantsToWrite = error == SSL_ERROR_WANT_WRITE
            return
          }
        }
      } else {
        count = send(descriptor, outbox, outbox.count, Int32(MSG_NOSIGNAL))
        if count < 0, errno == EAGAIN {
          wantsToWrite = true
          return
        }
      }
      guard count > 0 else {
        isOver = true
        return
      }
      outbox.removeFirst(count)
    }
  }

  private func end(_ ending: Script.Ending) {
    switch ending {
    case .hold: return
    case .close:
      if let session { SSL_shutdown(session) }
      ERR_clear_error()
      shutdown(descriptor, Int32(SHUT_WR))
    case .abort: shutdown(descriptor, Int32(SHUT_WR))
    case .reset:
      Socket.resetWhenClosed(descriptor)
      isOver = true
    }
    hasEnded = true
    steps = []
  }
}
