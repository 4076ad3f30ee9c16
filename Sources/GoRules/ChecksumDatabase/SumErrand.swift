/// go's requests to a checksum database for one module, asked one after another and fed with the answers: `supported` of
/// a proxy, the record, and the tiles that prove it.
package struct SumErrand: Sendable {
  /// One request.
  package struct Request: Sendable, Hashable {
    package enum Part: Sendable, Hashable { case supported, lookup, tile }

    package var part: Part
    /// Behind the database's own URL or `PROXY/sumdb/NAME`, with a `/` in front; not percent-encoded.
    package var path: String
    /// Bytes of a body that are read at most; go knows no limit. Real ones have a kilobyte, and 8 KiB.
    package var limit: Int
  }

  package enum Answer: Sendable, Hashable {
    /// The whole body of a 200.
    case body([UInt8])
    /// What go says to any other end, for example `reading URL: 404 Not Found`.
    case failure(String)
    /// More than the request's limit, or an end from which nothing follows; why.
    case notMeasured(String)
  }

  package enum Step: Sendable, Hashable {
    case ask(Request)
    /// `supported` failed: what that means depends on the chain, and on how it failed.
    case unsupported
    case proven(Sums, SumMemory)
    /// go downloads nothing, whatever entries follow.
    case failed(SumFault)
  }

  /// What the database says of a module.
  package struct Sums: Sendable, Hashable {
    /// Of the `.mod`; nil for a toolchain, whose zip alone counts.
    package var mod: ModuleSum?
    package var zip: ModuleSum

    package init(mod: ModuleSum?, zip: ModuleSum) {
      self.mod = mod
      self.zip = zip
    }
  }

  /// Requests of one errand; a tree of any size that is followed needs fewer.
  package static let requestLimit = 64
  private static let lookupLimit = 1 << 20
  private static let tileLimit = 64 << 10

  private let subject: SumSubject
  private let key: VerifierKey
  private var memory: SumMemory
  /// Why go does not begin at all; nil where it does.
  private var startFault: SumFault?
  private let verify: @Sendable ([UInt8], [UInt8], [UInt8]) -> Bool
  private var asked: Asked
  private var proof: LogProof?
  private var count = 0

  private enum Asked: Sendable, Hashable {
    case nothing(supportFirst: Bool)
    case supported, lookup
    case tile(LogTile)
  }

  /// `throughProxy`: a proxy is asked first whether it carries the database. `memory`: what was proven before;
  /// `latest`: what go itself remembers, with which it begins. `verify`: whether an Ed25519 signature of a message is a key's.
  package init(
    _ version: ModuleVersion, key: VerifierKey, throughProxy: Bool, memory: SumMemory,
    latest: LatestTree = .none,
    verify:
      @escaping @Sendable (
        _ signature: [UInt8], _ message: [UInt8], _ key: [UInt8]
      ) -> Bool
  ) {
    subject = SumSubject(version, database: key.name)
    self.key = key
    self.memory = memory
    self.verify = verify
    asked = .nothing(supportFirst: throughProxy)
    begin(with: latest)
  }

  /// golang.org/x/mod/sumdb `initWork`.
  private mutating func begin(with latest: LatestTree) {
    func fault(_ text: String) -> SumFault {
      SumFault(kind: .memory, text: subject.failed("initializing sumdb.Client: " + text))
    }
    switch latest {
    case .none: break
    case .tooLong: startFault = SumFault(kind: .notMeasured, text: "go's memory of the log")
    case .unreadable(let text): startFault = fault(text)
    case .note(let note):
      do throws(LogProof.Stop) {
        let tree = try LogProof.tree(note[...], key, verify)
        if !tree.note.isEmpty { memory.tree = tree }
      } catch {
        guard case .failed(let kind, let text) = error else { return }
        startFault = kind == .notMeasured ? SumFault(kind: kind, text: text) : fault(text)
      }
    }
  }

  /// What to do next; `answer` to the last request, nil at the beginning.
  package mutating func next(after answer: Answer?) -> Step {
    switch (asked, answer) {
    case (.nothing, _) where startFault != nil:
      return .failed(startFault ?? SumFault(kind: .memory, text: ""))
    case (.nothing(supportFirst: true), _):
      asked = .supported
      return ask(.supported, "/supported", limit: Self.lookupLimit)
    case (.supported, .failure), (.supported, .notMeasured): return .unsupported
    case (.nothing, _), (.supported, _):
      asked = .lookup
      return ask(.lookup, lookupPath, limit: Self.lookupLimit)
    case (_, .notMeasured(let reason)):
      return .failed(SumFault(kind: .notMeasured, text: reason))
    case (.lookup, .failure(let text)):
      return .failed(SumFault(kind: .exchange, text: subject.failed(text)))
    case (.lookup, .body(let body)):
      return attempt { errand throws(LogProof.Stop) in
        errand.proof = try LogProof(
          body, key: errand.key, memory: errand.memory, verify: errand.verify)
      }
    case (.tile(let tile), .failure(let text)):
      proof?.answers[tile] = .failure(text)
      return attempt { _ throws(LogProof.Stop) in }
    case (.tile(let tile), .body(let body)):
      proof?.answers[tile] = .content(body)
      return attempt { _ throws(LogProof.Stop) in }
    case (.lookup, nil), (.tile, nil):
      return .failed(SumFault(kind: .notMeasured, text: "no answer"))
    }
  }

  private var lookupPath: String {
    "/lookup/\(ProxyURL.escaped(subject.version.module))@\(ProxyURL.escaped(subject.version.version))"
  }

  private mutating func ask(_ part: Request.Part, _ path: String, limit: Int) -> Step {
    count += 1
    guard count <= Self.requestLimit else {
      return .failed(SumFault(kind: .notMeasured, text: "too many requests"))
    }
    return .ask(Request(part: part, path: path, limit: limit))
  }

  /// Goes on with the proof, as far as the tiles that are there allow.
  private mutating func attempt(
    _ prepare: (inout Self) throws(LogProof.Stop) -> Void
  ) -> Step {
    do throws(LogProof.Stop) {
      try prepare(&self)
      guard let proof else { return .failed(SumFault(kind: .notMeasured, text: "no record")) }
      return sums(of: proof.record, try proof.prove())
    } catch {
      switch error {
      case .missing(let tile):
        asked = .tile(tile)
        return ask(.tile, "/" + tile.path, limit: Self.tileLimit)
      case .failed(let kind, let text):
        let isWhole = kind == .fork || kind == .notMeasured
        return .failed(SumFault(kind: kind, text: isWhole ? text : subject.failed(text)))
      }
    }
  }

  private func sums(of record: LookupRecord, _ memory: SumMemory) -> Step {
    let sums = subject.files.map { file in
      (
        file,
        record.sum(module: subject.version.module, version: subject.line(of: file))
      )
    }
    if let (file, _) = sums.first(where: { $0.1 == nil }) {
      return .failed(SumFault(kind: .absent, text: subject.absent(file)))
    }
    guard let zip = sums.last?.1 else { return .unsupported }
    return .proven(Sums(mod: sums.count > 1 ? sums[0].1 : nil, zip: zip), memory)
  }
}
