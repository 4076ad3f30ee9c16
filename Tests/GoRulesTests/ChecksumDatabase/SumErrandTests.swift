import GoRules
import Testing

/// go's checksum database client (golang.org/x/mod/sumdb) on sound and broken logs, request by request.
@Suite struct SumErrandTests {
  private struct Course {
    var asks: [String] = []
    var end: SumErrand.Step?
  }

  private func errand(
    _ version: ModuleVersion, throughProxy: Bool = false, memory: SumMemory = SumMemory(),
    latest: LatestTree = .none
  ) throws -> SumErrand {
    let vectors = SumVectors.all
    return SumErrand(
      version, key: try VerifierKey(parsing: vectors.key), throughProxy: throughProxy,
      memory: memory, latest: latest,
      verify: { signature, message, _ in vectors.verify(signature, message) })
  }

  private func run(
    _ lookup: SumVectors.Lookup, memory: SumMemory, latest: LatestTree = .none
  ) throws -> Course {
    var errand = try errand(
      ModuleVersion(module: "example.com/m\(lookup.id)", version: "v1.0.0"), memory: memory,
      latest: latest)
    var course = Course()
    var answer: SumErrand.Answer?
    while course.end == nil {
      switch errand.next(after: answer) {
      case .ask(let request):
        course.asks.append(request.path)
        answer = try SumVectors.answer(request.path, lookup)
      case let end: course.end = end
      }
    }
    return course
  }

  /// The signed tree in the answer to `lookup`.
  private func note(of lookup: SumVectors.Lookup) throws -> [UInt8] {
    let path = "/lookup/example.com/m\(lookup.id)@v1.0.0"
    guard case .body(let body) = try SumVectors.answer(path, lookup) else { return [] }
    let end = try #require(body.indices.dropLast().first { body[$0...].starts(with: [10, 10]) })
    return Array(body[(end + 2)...])
  }

  /// What another go has seen of the log counts as what this one has.
  @Test func goesOnFromWhatGoRemembers() throws {
    var forks = 0
    var kept = 0
    for vector in SumVectors.all.cases where vector.steps.count == 2 {
      let (first, second) = (vector.steps[0], vector.steps[1])
      guard first.error == nil, first.security == nil, first.override == nil else { continue }
      let latest = LatestTree.note(try note(of: first))
      let end = try run(second, memory: SumMemory(), latest: latest).end
      switch end {
      case .failed(let fault) where second.security != nil:
        // Without tiles of its own, go may find what is served inconsistent before it finds the fork.
        #expect([.fork, .proof].contains(fault.kind))
        forks += 1
      case .proven where second.error == nil: kept += 1
      default: break
      }
    }
    #expect(forks > 0)
    #expect(kept > 0)
  }

  /// go asks nobody then.
  @Test(arguments: [
    (LatestTree.note(Array("x".utf8)), "reading tree note: malformed note\nnote:\nx"),
    (.unreadable("open /x: permission denied"), "open /x: permission denied"),
  ])
  func whatGoCannotReadOfItsOwn(latest: LatestTree, text: String) throws {
    let course = try run(SumVectors.all.cases[0].steps[0], memory: SumMemory(), latest: latest)
    #expect(course.asks.isEmpty)
    guard case .failed(let fault) = course.end else {
      Issue.record("\(String(describing: course.end))")
      return
    }
    #expect(fault.kind == .memory)
    #expect(fault.text.hasSuffix("v1.0.0/go.mod: initializing sumdb.Client: " + text))
  }

  @Test(arguments: SumVectors.all.cases)
  func asksAndSaysWhatGoDoes(_ vector: SumVectors.Case) throws {
    var memory = SumMemory()
    for lookup in vector.steps {
      let course = try run(lookup, memory: memory)
      switch course.end {
      case .proven(let sums, let proven):
        #expect(lookup.error == nil && lookup.lines == 1)
        #expect(course.asks == lookup.asks)
        #expect(sums.mod == SumVectors.sum(lookup.log, "mod", lookup.id))
        #expect(sums.zip == SumVectors.sum(lookup.log, "zip", lookup.id))
        memory = proven
      case .failed(let fault):
        try expect(fault, lookup)
        // go asks for several tiles at a time, so for some after one that failed.
        #expect(Set(course.asks).isSubset(of: lookup.asks))
        if lookup.override?.values.contains(where: { $0.error != nil }) != true {
          #expect(course.asks == lookup.asks)
        }
      default: Issue.record("\(String(describing: course.end))")
      }
    }
  }

  private func expect(_ fault: SumFault, _ lookup: SumVectors.Lookup) throws {
    if let security = lookup.security {
      #expect(fault.kind == .fork && fault.endsGo)
      // go adds the proof.
      #expect(security.hasPrefix(fault.text))
      #expect(fault.text.contains("\nproof of misbehavior:\n\t"))
    } else if let error = lookup.error {
      #expect(fault.text == "verifying go.mod: " + error)
      #expect(!fault.endsGo)
    } else {
      #expect(lookup.lines == 0)
      #expect(fault.kind == .absent)
      #expect(
        fault.text.hasPrefix("verifying go.mod: checksum missing from sumdb response\n\nSECURITY"))
    }
  }

  @Test func theVectorsTouchEachKindOfFault() throws {
    var kinds: Set<SumFault.Kind> = []
    for vector in SumVectors.all.cases {
      var memory = SumMemory()
      for lookup in vector.steps {
        switch try run(lookup, memory: memory).end {
        case .proven(_, let proven): memory = proven
        case .failed(let fault): kinds.insert(fault.kind)
        default: break
        }
      }
    }
    #expect(kinds == [.exchange, .malformed, .signature, .proof, .fork, .absent])
  }

  // MARK: Through a proxy

  private let module = ModuleVersion(module: "github.com/Azure/x", version: "v1.0.0-RC1")

  @Test func asksAProxyFirstWhetherItCarriesTheDatabase() throws {
    var errand = try errand(module, throughProxy: true)
    guard case .ask(let supported) = errand.next(after: nil) else {
      Issue.record("ended")
      return
    }
    #expect(supported.part == .supported && supported.path == "/supported")
    var other = errand
    #expect(other.next(after: .failure("reading u: 404 Not Found")) == .unsupported)
    // What it says does not matter.
    guard case .ask(let lookup) = errand.next(after: .body([])) else {
      Issue.record("ended")
      return
    }
    #expect(lookup.path == "/lookup/github.com/!azure/x@v1.0.0-!r!c1")
    guard case .failed(let fault) = errand.next(after: .failure("reading u: 404 Not Found")) else {
      Issue.record("goes on")
      return
    }
    #expect(
      fault.text
        == "verifying go.mod: github.com/Azure/x@v1.0.0-RC1/go.mod: reading u: 404 Not Found")
    #expect(fault.kind == .exchange)
  }

  @Test func asksForTheZipAloneOfAToolchain() throws {
    let toolchain = ModuleVersion(
      module: "golang.org/toolchain", version: "v0.0.1-go1.99.0.linux-amd64")
    var errand = try errand(toolchain)
    _ = errand.next(after: nil)
    guard case .failed(let fault) = errand.next(after: .failure("x")) else {
      Issue.record("goes on")
      return
    }
    #expect(
      fault.text
        == "verifying module: golang.org/toolchain@v0.0.1-go1.99.0.linux-amd64: x")
    #expect(SumSubject(toolchain, database: "d").files == [.zip])
    #expect(SumSubject(module, database: "d").files == [.mod, .zip])
  }

  @Test func isNotMeasuredBeyondOurBounds() throws {
    var errand = try errand(module)
    guard case .ask(let lookup) = errand.next(after: nil) else {
      Issue.record("ended")
      return
    }
    #expect(lookup.limit == 1 << 20)
    guard case .failed(let fault) = errand.next(after: .notMeasured("too long")) else {
      Issue.record("goes on")
      return
    }
    #expect(fault.kind == .notMeasured && fault.text == "too long")
  }

  /// A log of 2^62 records would take no more requests, but more bits than fit.
  @Test func followsNoLogWithoutEnd() throws {
    let hash = String(repeating: "A", count: 43) + "="
    let head = "go.sum database tree\n\(1 << 62)\n\(hash)\n\n— lab.example TgoPkQAA\n"
    var errand = SumErrand(
      module, key: try VerifierKey(parsing: SumVectors.all.key), throughProxy: false,
      memory: SumMemory(), verify: { _, _, _ in true })
    _ = errand.next(after: nil)
    let step = errand.next(after: .body(Array("7\nx\n\n\(head)".utf8)))
    guard case .failed(let fault) = step else {
      Issue.record("\(step)")
      return
    }
    #expect(fault.kind == .notMeasured)
  }

  /// Whatever is answered, no more than a bounded number of requests is made, and nothing traps.
  @Test(arguments: [1, 255, 256, 65_536, 1 << 40, 1 << 56] as [Int64])
  func asksForAFewTilesOfALogOfAnySize(size: Int64) throws {
    let hash = String(repeating: "A", count: 43) + "="
    let head = "go.sum database tree\n\(size)\n\(hash)\n\n— lab.example TgoPkQAA\n"
    for number in [0, size - 1, size / 2, size / 3, -1, Int64.min] {
      var errand = SumErrand(
        module, key: try VerifierKey(parsing: SumVectors.all.key), throughProxy: true,
        memory: SumMemory(), verify: { _, _, _ in true })
      var answer: SumErrand.Answer?
      var count = 0
      loop: while true {
        switch errand.next(after: answer) {
        case .ask(let request):
          count += 1
          answer =
            switch request.part {
            case .supported: .body([])
            case .lookup: .body(Array("\(number)\nx\n\n\(head)".utf8))
            case .tile where request.path.contains(".p/"): .failure("x")
            case .tile: .body([UInt8](repeating: 0, count: 8192))
            }
        default: break loop
        }
      }
      #expect(count <= 2 + 24)
    }
  }
}
