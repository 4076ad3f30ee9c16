import GoRules
import Health
import Testing

/// Which change of the chain is proved: each expected one was found by hand from go's rules, and what is found is walked
/// again here.
@Suite struct CureSearchTests {
  static let kinds: [RequestKind] = [.info, .mod, .zip]

  static func url(_ name: String) -> ProxyURL {
    let host = name.contains(".") ? name : "\(name).example"
    return ProxyURL(scheme: .https, host: host)
  }

  /// `1` served after 10 ms, `4` 404, `5` 502, `r` refused, `h` silent, `z` content that go refuses, `t` connect timed
  /// out; `?` not measured, `o` served long ago, `w` served, and now asked again without an answer.
  static func answer(_ letter: Character, _ kind: RequestKind) -> MeasuredAnswer? {
    func failure(_ phase: Phase, _ cause: FailureCause) -> RequestOutcome {
      .failure(RequestFailure(phase, cause))
    }
    let outcome: RequestOutcome
    switch letter {
    case "1", "o", "w": outcome = .ok
    case "4": outcome = .notFound(NotFound(status: 404))
    case "5": outcome = failure(.processing, .status(502))
    case "r": outcome = failure(.connect, .refused)
    case "t": outcome = failure(.connect, .connectTimedOut)
    case "z": outcome = kind == .zip ? failure(.transfer, .notZip) : .ok
    case "h": outcome = .hang(.processing)
    default: return nil
    }
    return MeasuredAnswer(
      Answer(outcome, cost: .milliseconds(10)), age: .seconds(letter == "o" ? 1000 : 2),
      isStale: letter == "o", isWaiting: letter == "w")
  }

  static func entry(_ name: String, _ letters: String) -> MeasuredEntry {
    let target: Chain.Entry.Target =
      name == "direct" ? .direct : name == "off" ? .off : .proxy(url(name))
    var answers: [Question: MeasuredAnswer] = [:]
    for (index, kind) in kinds.enumerated() {
      let letter = letters.count == 1 ? Array(letters)[0] : Array(letters)[index]
      answers[Question(kind, .standard)] = answer(letter, kind)
    }
    let isDown = letters.allSatisfy { "5rth".contains($0) }
    let state: HealthState = letters.contains("?") ? .unknown : isDown ? .down : .up
    return MeasuredEntry(target, name: name, state: state, answers: answers)
  }

  /// `a=5,b=1|direct=1 + watched=1`: the chain with what each entry answers (one letter, or one for info, mod and zip),
  /// then who is watched beside it.
  static func search(_ text: String) -> CureSearch {
    let parts = text.split(separator: "+").map { $0.filter { $0 != " " } }
    var entries: [MeasuredEntry] = []
    var chain: [Chain.Entry] = []
    var rest = parts[0][...]
    while !rest.isEmpty {
      let end = rest.firstIndex { ",|".contains($0) } ?? rest.endIndex
      let pair = rest[..<end].split(separator: "=").map(String.init)
      let entry = entry(pair[0], pair[1])
      entries.append(entry)
      chain.append(
        Chain.Entry(
          entry.target,
          separator: end < rest.endIndex ? Chain.Separator(rawValue: rest[end]) : nil))
      rest = end < rest.endIndex ? rest[rest.index(after: end)...] : ""
    }
    let known = entries
    for watched in parts.dropFirst() {
      let pair = watched.split(separator: "=").map(String.init)
      entries.append(entry(pair[0], pair[1]))
    }
    let whole = Chain(entries: chain)
    let walks = kinds.map { kind in
      whole.walk(Question(kind, .standard)) { known[$0].answers[Question(kind, .standard)]?.answer }
    }
    return CureSearch(chain: whole, walks: walks, entries: entries) { $0.host.hasSuffix(".corp") }
  }

  /// The chain as names and separators.
  private func short(_ chain: Chain) -> String {
    chain.redacted.replacing("https://", with: "").replacing(".example", with: "")
  }

  @Test(arguments: [
    // Nothing is broken.
    ("a=1,b=1", "-"), ("a=4,b=1", "-"), ("a=5|b=1", "-"),
    // One separator, or two, and no more than go comes to.
    ("a=5,b=1", "a|b"), ("a=r,b=1,c=1", "a|b,c"), ("a=5,b=r,c=1", "a|b|c"),
    ("a=5,b=4,c=1", "a|b,c"), ("a=5,direct=1", "a|direct"), ("a=5|b=5,c=1", "a|b|c"),
    // Only what is broken counts, and all of that.
    ("a=115,b=1", "a|b"), ("a=115,b=551,c=1", "a|b,c"), ("a=511,b=115,c=5", "a|b,c"),
    ("a=515,b=115,c=1", "a|b|c"),
    // Silence: no separator helps, another order does.
    ("a=h,b=1", "b|a"), ("a=h,b=5,c=1", "c|a,b"), ("a=h|b=1|direct=1", "b|a|direct"),
    // Bad content, too.
    ("a=z|b=1", "b|a"),
    // Who serves modules well behind one who lets every request wait half a minute is better asked first.
    ("a=t,b=1", "b|a"), ("a=t,direct=1", "a|direct"),
    // Not proved: nobody answers, or it is not known, old, or being waited for.
    ("a=5", "none"), ("a=5,b=r", "none"), ("a=5,b=r,direct=5", "none"), ("a=5,off=?", "none"),
    ("a=5,b=?", "open"), ("a=5,b=o", "open"), ("a=5,b=w", "open"), ("a=h,b=?,c=5", "open"),
    // Someone watched beside the chain, where nobody in it helps; never where go is to ask nobody.
    ("a=5 + w=1", "w|a"), ("a=5,b=1 + w=1", "a|b"), ("a=4,direct=5 + w=1", "a,w|direct"),
    ("off=? + w=1", "none"), ("a=5 + w=o", "open"), ("a=h + v=5 + w=1", "w|a"),
    // A private one is not followed by a `|` where it stood last.
    ("a=h,b.corp=1", "b.corp,a"),
  ])
  func findsTheLeastChange(text: String, expected: String) {
    let search = Self.search(text)
    let found =
      switch search.finding {
      case .proved(let cure): short(cure.chain)
      case .open: "open"
      case CureFinding.none?: "none"
      case nil: "-"
      }
    #expect(found == expected)
  }

  @Test func saysWhatItDoes() throws {
    var cure = try #require(Self.search("a=5,b=r,c=1").finding?.cure)
    #expect(cure.steps == [.pipe(after: "a"), .pipe(after: "b")])
    #expect(cure.servers == ["c"] && cure.kinds == Self.kinds && cure.leak == nil)
    #expect(cure.wait == .milliseconds(30))
    cure = try #require(Self.search("a=h,b=1").finding?.cure)
    #expect(cure.steps == [.move("b", before: "a")])
    cure = try #require(Self.search("a=4,direct=5 + w=1").finding?.cure)
    #expect(cure.steps == [.add("w", before: "direct")])
    // b has no zip, c nothing but the zip: a goes behind both.
    cure = try #require(Self.search("a=h,b=114,c=441").finding?.cure)
    #expect(cure.steps == [.moveBehind("a", after: "c")] && cure.servers == ["b", "c"])
    // A request that version control answers takes what it takes.
    cure = try #require(Self.search("a=5,direct=1").finding?.cure)
    #expect(cure.servers == ["direct"] && cure.wait == nil)
  }

  /// `|` behind a private proxy, and a public one before it, let others see what it is asked.
  @Test(arguments: [
    ("a.corp=5,b=1", Cure.Leak(from: "a.corp", to: "b")),
    ("a.corp=h,b=1", Cure.Leak(from: "a.corp", to: "b")),
    ("a=5,b.corp=1", nil), ("a.corp=5,b.corp=1", nil), ("a.corp=5|b=h,c=1", nil),
  ])
  func saysWhatLeaks(text: String, leak: Cure.Leak?) throws {
    #expect(try #require(Self.search(text).finding?.cure).leak == leak)
  }

  @Test func aMirrorThatIsDownProvesNothing() {
    var search = Self.search("a=5,b=1")
    search.entries[1].state = .down
    #expect(search.finding == .open)
    search.entries[1].state = .degraded
    #expect(search.finding?.cure?.state == .degraded)
  }

  /// Every chain of three entries and all that they can answer: what is found serves by go's rules for each kind, breaks
  /// nothing, and where separators alone would do, no more of them are changed than the fewest that do.
  @Test func holdsForAllChainsOfThree() {
    let letters = ["1", "4", "5", "h", "115", "511"]
    for separators in [",,", ",|", "|,", "||"] {
      let marks = Array(separators)
      for a in letters {
        for b in letters {
          for c in letters {
            let text = "a=\(a)\(marks[0])b=\(b)\(marks[1])c=\(c)"
            check(Self.search(text), text)
          }
        }
      }
    }
  }

  private func check(_ search: CureSearch, _ text: String) {
    let finding = search.finding
    let isBroken = search.walks.contains(where: \.verdict.isBad)
    #expect((finding != nil) == isBroken, "\(text)")
    if let cure = finding?.cure {
      #expect(isServed(cure.chain, search), "\(text)")
    }
    let fewest = (0..<4).compactMap { bits -> Int? in
      var chain = search.chain
      var count = 0
      for place in 0..<2 where bits >> place & 1 == 1 {
        if chain.entries[place].separator == .comma { count += 1 }
        chain.entries[place].separator = .pipe
      }
      return isServed(chain, search) ? count : nil
    }.min()
    guard isBroken, let fewest else { return }
    #expect(finding?.cure?.steps.count == fewest, "\(text): \(String(describing: finding))")
  }

  private func isServed(_ chain: Chain, _ search: CureSearch) -> Bool {
    Self.kinds.allSatisfy { kind in
      let walk = chain.walk(Question(kind, .standard)) { index in
        let entry = search.entries.first { $0.target == chain.entries[index].target }
        return entry?.answers[Question(kind, .standard)]?.answer
      }
      return walk.active != nil
    }
  }
}
