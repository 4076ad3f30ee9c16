import Dashboard
import GoRules
import Health

/// Chains whose entries answer as a test wants it.
extension Sample {
  /// An entry, what stands after it, and what it answers to each kind; without one it was not asked.
  struct Place {
    var target: Chain.Entry.Target
    var separator: Chain.Separator?
    var answers: [RequestKind: Answer] = [:]

    init(
      _ target: Chain.Entry.Target, _ separator: Chain.Separator?,
      _ answers: [RequestKind: Answer] = [:]
    ) {
      self.target = target
      self.separator = separator
      self.answers = answers
    }

    init(_ name: String, _ separator: Chain.Separator?, _ answers: [RequestKind: Answer] = [:]) {
      self.init(.proxy(url(name)), separator, answers)
    }
  }

  /// What go makes of `places`, each of `kinds` walked; all answers are three seconds old.
  static func snapshot(_ places: [Place], kinds: [RequestKind] = [.info]) -> Snapshot {
    var snapshot = served
    let chain = Chain(entries: places.map { Chain.Entry($0.target, separator: $0.separator) })
    snapshot.chain = chain
    snapshot.setting.value = chain.redacted
    snapshot.mirrors = places.enumerated().compactMap { index, place in
      guard let url = chain.entries[index].url else { return nil }
      return mirror(url.host, entry: index, state: .up, [1, 20, 22, 21, 0.1], rounds: 12)
    }
    snapshot.walks = kinds.map { kind in
      chain.walk(Question(kind, .standard)) { places[$0].answers[kind] }
    }
    snapshot.answers = places.map { measured($0.answers) }
    return snapshot
  }

  static func measured(_ answers: [RequestKind: Answer]) -> [Question: MeasuredAnswer] {
    Dictionary(
      uniqueKeysWithValues: answers.map { kind, answer in
        (Question(kind, .standard), MeasuredAnswer(answer, age: .seconds(3)))
      })
  }

  static func status(_ status: Int) -> Answer {
    status == 404 || status == 410
      ? answer(.notFound(NotFound(status: status)), 21)
      : answer(.failure(RequestFailure(.processing, .status(status))), 21)
  }

  /// Twelve entries: the seventh stops go, and with `|` after it the ninth would serve.
  static var long: Snapshot {
    let kinds = RequestKind.allCases.filter { $0 != .latest }
    var snapshot = snapshot(
      (1...12).map { number in
        let given: Answer =
          switch number {
          case 1...6, 8: status(404)
          case 7: status(502)
          default: answer(.ok, 100 + Double(number))
          }
        let answers = Dictionary(uniqueKeysWithValues: kinds.map { ($0, given) })
        return Place(
          "mirror\(number).example", number == 12 ? nil : number % 2 == 0 ? .pipe : .comma,
          answers)
      }, kinds: kinds)
    snapshot.mirrors[6].state = .down
    snapshot.mirrors[6].stateSince = ago(38)
    snapshot.breakdown = Breakdown(begin: ago(38))
    prove([.list: 3, .info: 1, .mod: 3, .zip: 9, .sumdb: 3], in: &snapshot)
    return snapshot
  }
}
