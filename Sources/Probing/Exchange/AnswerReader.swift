import GoRules
import Health

/// Reads one answer as cmd/go does: what of its body is wanted, what it takes for the end, and which errors it drops.
struct AnswerReader {
  /// go reads so much of a redirect's body, for the connection's sake (net/http `Client.do`, maxBodySlurpSize).
  static let slurped = 2 << 10
  /// And so much of a body that it has closed unread (net/http `maxPostCloseReadBytes`).
  private static let drained = 256 << 10

  private(set) var head: AnswerHead?
  /// nil before the head has come, and of a redirect.
  private(set) var body: AnswerBody?
  /// Of an errand: the body as it came, instead of what is made of it.
  private(set) var page: ErrandPage?
  private var gzip: GzipReader?
  /// Bytes of the body as they were sent.
  private(set) var received = 0
  private var decoded = 0
  private var isRedirect = false
  /// What the answer means is known; what is left of its body tells only whether the connection can carry another one.
  private(set) var isDraining = false
  /// It serves, and is handed on.
  private(set) var isPassing = false
  /// Its receiver has no room.
  var isPaused = false

  enum End {
    /// The answer is complete as far as go reads it; whether the connection can carry another one.
    case complete(keeps: Bool)
    case failed(AnswerFailure)
    /// More than we read.
    case tooLarge
    /// More than this request may read.
    case overLimit
  }

  private let request: ProbeRequest
  private let run: RoundRun
  /// What was asked.
  private let target: RequestTarget
  /// Bytes of a page's body that are kept; nil for an answer that is no page.
  private let pageLimit: Int?
  /// Of a page no more is read than go's parser does.
  private let endsWithHead: Bool
  private let followsRedirects: Bool
  /// How often the page was looked through for its end.
  private var looks = 0

  /// `page`: the exchange of an errand, nil for any other.
  init(
    _ request: ProbeRequest, of run: RoundRun, from target: RequestTarget,
    page: ErrandRequest? = nil
  ) {
    self.request = request
    self.run = run
    self.target = target
    pageLimit = page.map { min($0.limit, request.limit ?? $0.limit) }
    endsWithHead = page?.endsWithHead == true
    followsRedirects = page?.followsRedirects != false
  }

  /// Whether go reads an error of the body at all: it does not look at that of a status it does not take.
  private var readsErrors: Bool {
    page != nil || head.map { AnswerBody.isSuccess($0.status) } ?? true
  }

  /// Takes what came; nil while go reads on.
  mutating func take(
    _ event: HTTPSession.Event, room: UnsafeMutableRawBufferPointer
  ) -> End? {
    switch event {
    case .head(let head): return take(head)
    case .body(let piece): return take(piece, room)
    case .end(let keeps):
      if readsErrors, let gzip {
        do throws(GzipFault) {
          try gzip.ended()
        } catch {
          return cut(by: AnswerFailure(error))
        }
      }
      return .complete(keeps: keeps)
    case .failed(let failure) where page != nil && failure.isWithinBody: return cut(by: failure)
    case .failed(let failure):
      // Of a redirect and of an error's text go takes what there is.
      return failure.isWithinBody && !readsErrors ? .complete(keeps: false) : .failed(failure)
    }
  }

  private mutating func take(_ head: AnswerHead) -> End? {
    self.head = head
    if head.isGzip { gzip = GzipReader() }
    let length = head.length ?? 0
    isRedirect =
      followsRedirects && Redirects.isRedirect(head.status) && head.location?.isEmpty == false
    if isRedirect {
      // net/http `Client.do` reads nothing of a redirect whose `Location` is no URL.
      let leadsOn = head.location.map { target.url.canFollow($0) } == true
      return length > Self.slurped || !leadsOn ? .complete(keeps: false) : nil
    }
    if let passage = run.passage, let flow = run.flow, head.status == 200 {
      isPassing = true
      passage.receiver.began(PassageHead(head), flow)
      return nil
    }
    if pageLimit != nil {
      page = ErrandPage(
        status: head.status, statusText: head.statusText,
        contentType: head.contentType.map { Array($0) } ?? [])
      return nil
    }
    let type = head.contentType.map { String(decoding: $0, as: UTF8.self) }
    let body = AnswerBody(
      request, status: head.status, contentType: type, proxy: run.shownBase,
      moduleCache: run.moduleCache, sums: run.comparesSums)
    self.body = body
    isDraining = !body.isRead
    if isDraining { return length > mostDrained ? .complete(keeps: false) : nil }
    guard let limit = request.limit, AnswerBody.isSuccess(head.status) else { return nil }
    return limit == 0 || length > limit ? .overLimit : nil
  }

  /// More has come than the request may read; of the words to an error little is enough.
  private var isOverLimit: Bool {
    guard let limit = request.limit, body != nil, !isDraining else { return false }
    return received > (readsErrors ? limit : Self.words)
  }

  /// Bytes of a server's words that are read where the request has a limit.
  private static let words = 8 << 10

  /// Read of a body that go has closed unread.
  private var mostDrained: Int { request.limit == nil ? Self.drained : Self.words }

  /// The body ends with an error; of a page counts what has come before.
  private mutating func cut(by failure: AnswerFailure) -> End {
    guard page != nil else { return .failed(failure) }
    page?.fault = ErrandPage.Fault(
      outcome: .failure(RequestFailure(.transfer, failure.cause)),
      goText: failure.isOurLimit ? nil : failure.text)
    return .complete(keeps: false)
  }

  private mutating func take(
    _ piece: UnsafeRawBufferPointer, _ room: UnsafeMutableRawBufferPointer
  ) -> End? {
    received += piece.count
    if isPassing { return pass(piece, room) }
    if isDraining, received > mostDrained { return .complete(keeps: false) }
    if isOverLimit {
      _ = collect(piece)
      return readsErrors ? .overLimit : .complete(keeps: false)
    }
    guard let gzip else { return collect(piece) ? nil : endOfRoom }
    var fits = true
    do throws(GzipFault) {
      try gzip.take(piece, room: room) { decoded in
        fits = collect(decoded)
        return fits
      }
    } catch {
      return readsErrors ? cut(by: AnswerFailure(error)) : .complete(keeps: false)
    }
    return fits ? nil : endOfRoom
  }

  /// Hands on what came. gzip is undone for a look alone: who gets broken bytes might take them for the module. Of a bomb
  /// no more is undone: that keeps all others waiting, and go will tell.
  private mutating func pass(
    _ piece: UnsafeRawBufferPointer, _ room: UnsafeMutableRawBufferPointer
  ) -> End? {
    do throws(GzipFault) {
      try gzip?.take(piece, room: room) {
        decoded += $0.count
        return !isBomb
      }
    } catch {
      return .failed(AnswerFailure(error))
    }
    if run.passage?.receiver.take(piece) == false { isPaused = true }
    return nil
  }

  private var endOfRoom: End {
    isRedirect || isDraining || page != nil ? .complete(keeps: false) : .tooLarge
  }

  /// False where no more is wanted.
  private mutating func collect(_ piece: UnsafeRawBufferPointer) -> Bool {
    decoded += piece.count
    if isRedirect { return decoded < Self.slurped }
    if let pageLimit, let room = page.map({ pageLimit - $0.body.count }) {
      page?.body.append(contentsOf: piece.prefix(room))
      page?.isCut = piece.count > room
      if endsWithHead, hasHead(before: piece.count) {
        page?.isCut = true
        return false
      }
      return piece.count <= room
    }
    return body?.take(piece) == true && !isBomb
  }

  /// go's parser comes to its end in what has come of the page; looked at only where the newest `count` bytes may be that
  /// end, and a few times only: a server must not keep us busy.
  private mutating func hasHead(before count: Int) -> Bool {
    guard looks < Self.mostLooks, let body = page?.body else { return false }
    let newest = body.suffix(count + MetaImport.longestEnd)
    guard MetaImport.mayEnd(newest) else { return false }
    looks += 1
    return !MetaImport.read(body, isWhole: false).isCut
  }

  private static let mostLooks = 16

  /// A large body of which hardly anything was sent: no zip can be compressed so well once more, and to decode it to
  /// its end would keep other mirrors waiting.
  private var isBomb: Bool { decoded > AnswerBody.limit && decoded > 100 * received }
}

extension AnswerFailure {
  init(_ fault: GzipFault) {
    isWithinBody = true
    text = fault.goText
    cause = fault == .cutShort ? .truncated : .malformedResponse(ServerText(fault.goText))
  }
}
