import GoRules
import Health

/// What go said of a module.
struct Saying {
  /// Without the module before it.
  let text: ServerText
  /// All of it on one line.
  let line: ServerText
  let error: GoError?
  /// nil where it names none; without a version where that was to be found.
  let module: ModuleVersion?

  init(_ said: ServerText) {
    let line = said.text.split(separator: "\n").map { $0.drop { $0 == "\t" } }
      .joined(separator: " ")
    self.line = ServerText(line, limit: 500)
    error = GoError(line[...])
    let first = line.prefix { $0 != " " }
    let name =
      first.hasSuffix(":") && first.contains("@") ? String(first.dropLast()) : error?.module
    let parts = name?.split(at: "@") ?? []
    module = parts.first.map {
      ModuleVersion(module: String($0), version: parts.count > 1 ? String(parts[1]) : "")
    }
    let isNamed = name.map { said.text.hasPrefix("\($0): ") } ?? false
    text = isNamed ? ServerText(lines: said.text.dropFirst((name?.count ?? 0) + 2)) : said
  }
}

/// How each request of a run ended.
struct Reading {
  let sayings: [Saying]
  private let run: GoRun
  private let unread: Set<Int>
  /// The last request for a file, whoever was asked, and the last for a module.
  private var lastOfFile: [String: Int] = [:]
  private var lastOfModule: [String: Int] = [:]
  private var zips: [Int] = []

  init(_ run: GoRun) {
    self.run = run
    sayings = run.trace.errors.filter { !$0.text.isNotice && !$0.isComplaint }.map(Saying.init)
    unread = run.isCutOff ? Set(run.unread) : []
    for (index, request) in run.requests.enumerated() where request.file.kind != nil {
      lastOfFile[request.file.path] = index
      if request.file.kind == .zip, request.answer == .status(200) { zips.append(index) }
      if request.file.kind != .sumdb, let module = request.file.module {
        lastOfModule[module] = index
      }
    }
  }

  /// With its body, as far as go spoke of it; nil where nothing follows.
  func outcome(at index: Int) -> RequestOutcome? {
    let request = run.requests[index]
    switch request.answer {
    case .none: return run.isCutOff ? request.silence : nil
    case .status(200): break
    case .failed, .status: return request.answer.outcome
    }
    if let told = sayings.lazy.compactMap({ failure(of: index, in: $0) }).first { return told }
    if unread.contains(index), request.isStalled, !run.processes.contains(where: \.isComputing) {
      return .hang(.transfer)
    }
    // go asks the next entry after 200 only where what came was no good.
    let last = lastOfFile[request.file.path].map { run.requests[$0].file.entry ?? 0 } ?? 0
    return last > request.file.entry ?? 0
      ? .failure(RequestFailure(.transfer, .refusedAfter200)) : .ok
  }

  /// What go says of an answer that began well.
  private func failure(of index: Int, in said: Saying) -> RequestOutcome? {
    guard let error = said.error, case .request(let outcome) = error.meaning else { return nil }
    let request = run.requests[index]
    if let url = error.url {
      let isOwn = url == request.url || url == request.url.dropLast(request.file.path.utf8.count)
      return isOwn && outcome.failure?.cause.code != .status ? outcome : nil
    }
    guard outcome.failure?.phase == .transfer, let kind = request.file.kind else { return nil }
    // Of a bad zip go may say nothing else: it is the last one, where one entry has given all.
    guard let module = said.module else {
      return kind == .zip && zips.last == index
        && zips.allSatisfy { run.requests[$0].file.entry == request.file.entry } ? outcome : nil
    }
    guard module.module == request.file.module else { return nil }
    let file = request.file.version ?? ""
    // `m@v/go.mod` is checked by itself.
    if module.version == "\(file)/go.mod" { return kind == .mod ? outcome : nil }
    return module.version == file && lastOfModule[module.module] == index ? outcome : nil
  }
}

extension FailureCause {
  fileprivate static let refusedAfter200 = FailureCause(
    .other, detail: ServerText("what followed 200 OK was refused"))
}

extension GoRun.Request {
  /// What it waited for when it was ended.
  var silence: RequestOutcome {
    switch sight {
    case .askingNameServer: .failure(RequestFailure(.resolve, .resolverTimedOut))
    case .connecting: .failure(RequestFailure(.connect, .connectTimedOut))
    default: .hang(.processing)
    }
  }

  /// Its connection has been without a byte for a while.
  fileprivate var isStalled: Bool {
    switch sight {
    case .quiet(let time), .silent(let time), .unacknowledged(_, let time): time >= .seconds(2)
    default: false
    }
  }
}

extension ServerText {
  /// It is of go's own files or settings, and not of a request.
  fileprivate var isComplaint: Bool {
    GoComplaint(text.split(separator: "\n").map { $0[...] }) != nil
  }
}

extension String {
  /// go says what it does.
  fileprivate var isNotice: Bool {
    [
      "downloading ", "added ", "upgraded ", "downgraded ", "removed ", "finding ", "found ",
      "extracting ", "creating ", "to add ", "warning: ", "writing ", "updates to go.mod",
    ].contains { hasPrefix($0) }
  }
}
