import GoRules
import Health
import Platform
import Probing
import Serving

/// One answer on its way from an entry through a gateway to go.
///
/// Its beginning is held, of a small file all of it: where the entry breaks off within that, go need not hear of it.
final class GatewayPassage: PassageReceiver, Sendable {
  enum Event: Sendable {
    /// The entry serves, and go can be answered; it comes once at most, and first.
    case served(BodyStream)
    /// The exchange with the entry is over; nil where nobody wanted more. What is cut off is so only afterwards.
    case ended(RequestOutcome?, ServerText?)
    /// go has taken the rest as well, or will not. It comes last, and always.
    case over(End)
  }

  /// How it ended.
  struct End: Sendable {
    /// Of the exchange; nil where nobody wanted more.
    var outcome: RequestOutcome?
    /// go has all that it wanted.
    var isTaken: Bool
    /// Of the body, as the entry sent them.
    var bytes: Int
  }

  private struct State {
    var body: BodyStream?
    var servesSince = Duration.zero
    var isHanded = false
    var isGivenUp = false
    /// go's part is over: whether it has all that it wanted.
    var isTaken: Bool?
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let state = Locked(State())
  /// See `Gateway.Fetch.holdsMore`.
  private let holdsMore: Bool
  private let tell: @Sendable (Event) -> Void

  init(holdsMore: Bool, tell: @escaping @Sendable (Event) -> Void) {
    self.holdsMore = holdsMore
    self.tell = tell
  }

  private var mostHeld: Int { holdsMore ? Gateway.mostHeldAgain : BodyStream.capacity / 2 }

  /// Enough has come, or what is held takes too long.
  private func isEnough(_ bytes: Int, since start: Duration) -> Bool {
    let longest = holdsMore ? Gateway.longestHeldAgain : Gateway.patience
    return bytes > mostHeld || SystemClock.now().monotonic - start > longest
  }

  /// No head has come in time. False: it has.
  func giveUp() -> Bool {
    state.withLock { state in
      state.isGivenUp = state.body == nil
      return state.isGivenUp
    }
  }

  // MARK: - From the entry

  func began(_ head: PassageHead, _ flow: PassageFlow) {
    let body = BodyStream(
      BodyStream.Head(
        length: head.length, contentType: head.contentType ?? "application/octet-stream",
        contentEncoding: head.contentEncoding),
      holding: mostHeld + BodyStream.capacity / 2, hasRoom: { flow.resume() },
      hasEnded: { [weak self] isSent in if self?.clientEnded(isSent) != true { flow.cancel() } })
    state.withLock { state in
      if !state.isGivenUp { state.body = body }
      state.servesSince = SystemClock.now().monotonic
    }
  }

  func take(_ piece: UnsafeRawBufferPointer) -> Bool {
    let (body, since, isHanded) = state.withLock { ($0.body, $0.servesSince, $0.isHanded) }
    guard let body else { return true }
    let goesOn = body.add(piece)
    if !isHanded, isEnough(body.added, since: since) { handOver() }
    return goesOn
  }

  private func handOver() {
    let body = state.withLock { state -> BodyStream? in
      guard !state.isHanded, let body = state.body else { return nil }
      state.isHanded = true
      return body
    }
    if let body { tell(.served(body)) }
  }

  // MARK: - At the end

  /// Ends go's part after the entry's, and returns when both have ended. `result`: nil where the exchange was cancelled.
  func end(after result: ProbeResult?) async {
    let (body, isGivenUp) = state.withLock { ($0.body, $0.isGivenUp) }
    let outcome = isGivenUp ? .hang(.processing) : result?.outcome
    if outcome == .ok, let body {
      body.finish()
      handOver()
    }
    tell(.ended(outcome, result?.serverText))
    if outcome != .ok { body?.fail() }
    await withTaskCancellationHandler {
      await withCheckedContinuation { waitForClient($0) }
    } onCancel: {
      body?.abandon()
    }
    let isTaken = state.withLock { $0.isTaken } == true
    tell(.over(End(outcome: outcome, isTaken: isTaken, bytes: body?.added ?? 0)))
  }

  private func waitForClient(_ continuation: CheckedContinuation<Void, Never>) {
    let isOver = state.withLock { state in
      if state.isHanded, state.isTaken == nil {
        state.waiter = continuation
        return false
      }
      return true
    }
    if isOver { continuation.resume() }
  }

  /// Whether the exchange with the entry is to come to its own end, for the sake of the connection: over HTTP/2 that may
  /// follow the last byte at a distance.
  private func clientEnded(_ isTaken: Bool) -> Bool {
    let (waiter, isWhole) = state.withLock { state in
      state.isTaken = isTaken
      defer { state.waiter = nil }
      return (state.waiter, state.body.map { $0.head.length == $0.added } == true)
    }
    waiter?.resume()
    return isWhole
  }
}
