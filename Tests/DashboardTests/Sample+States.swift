import Dashboard
import GoRules
import Health
import Record
import Text

extension Sample {
  /// With themes, a finished comparison and something to undo.
  static func state() -> DashboardState {
    var state = DashboardState(
      settings: DashboardSettings(themes: ["terminal", "dark", "light", "okabe-ito", "mono"]))
    let old = "https://goproxy.cn,https://proxy.golang.org|direct"
    let new =
      "https://mirrors.aliyun.com/goproxy,https://goproxy.cn,https://proxy.golang.org|direct"
    let proposal = ChainProposal(
      shownOld: old, shownNew: new, command: "go env -w GOPROXY='\(new)'", value: new,
      warnings: [Sentence(.exportedOverrides, .text("https://goproxy.cn,direct"))])
    let separators =
      "https://mirrors.aliyun.com/goproxy|https://goproxy.cn,https://proxy.golang.org|direct"
    let advised = ChainProposal(
      shownOld: old, shownNew: separators, command: "go env -w GOPROXY='\(separators)'",
      value: separators)
    var table = PickTable(isFinished: true, rows: [])
    for mirror in broken.mirrors {
      var row = PickTable.Row(id: mirror.id, name: mirror.mirror.name)
      row.rounds = 5
      if mirror.state == .down {
        row.failures = 5
        row.lastFailure = .failure(RequestFailure(.tls, .certificateExpired))
      } else {
        row.coldP50 = mirror.statistics[.quarterHour]?.total.p50
        row.coldP95 = mirror.statistics[.quarterHour]?.total.p95
        row.warmP50 = mirror.lastWarm?.timings.total
        row.throughput = Contender.Throughput(
          rate: 2_411_724, range: 2_100_000...2_700_000, bytes: 97_280, bodies: 5)
        row.confidence = .high
        row.proposal = proposal
        row.advisedProposal = advised
      }
      table.rows.append(row)
    }
    table.best = table.rows.first?.id
    table.advice = broken.advice
    state.pickTable = table
    state.undo = ChainProposal(
      shownOld: new, shownNew: old, command: "go env -w GOPROXY='\(old)'", value: old)
    return state
  }

  /// A comparison under way: one downloads, one is asked, one is silent and one was silent too long.
  static var running: PickTable? {
    guard var table = state().pickTable else { return nil }
    table.isFinished = false
    table.measured = 2
    table.rows[0].stage = .transfer
    table.rows[0].isPrivate = true
    table.best = table.rows[1].id
    table.rows[1].stage = .rounds
    table.rows[2].stage = .rounds
    table.rows[2].wait = .milliseconds(1400)
    table.rows[3].stage = .left(after: .milliseconds(2030))
    table.rows[3].lastFailure = .hang(.tls)
    for index in 1...3 { table.rows[index].throughput = nil }
    return table
  }

  /// Before the first answer.
  static var start: Snapshot {
    var snapshot = broken
    snapshot.walks = RequestKind.allCases.map { walk($0) }
    snapshot.answers = []
    snapshot.mirrors = snapshot.mirrors.map { MirrorSnapshot(mirror: $0.mirror) }
    snapshot.failovers = []
    snapshot.stateChanges = []
    snapshot.advice = []
    snapshot.cure = nil
    snapshot.breakdown = nil
    return snapshot
  }

  /// A GOPROXY that go refuses.
  static var refused: Snapshot {
    var snapshot = start
    snapshot.setting = GoproxySetting(value: "ftp://h", source: .environment)
    snapshot.chain = nil
    snapshot.chainError = "invalid proxy URL scheme (must be https, http, file): ftp://h"
    snapshot.walks = []
    snapshot.mirrors = []
    return snapshot
  }

  /// No network on this machine.
  static var local: Snapshot {
    var snapshot = served
    snapshot.isLocal = true
    let unreachable = RequestOutcome.failure(RequestFailure(.connect, .networkUnreachable))
    // The walks go on: without a network go fails at the first entry.
    snapshot.walks = RequestKind.allCases.map { walk($0, Answer(unreachable)) }
    for index in snapshot.mirrors.indices {
      snapshot.mirrors[index].state = .local
      snapshot.mirrors[index].stateSince = ago(20)
      snapshot.mirrors[index].lastCold?.outcome = unreachable
    }
    return snapshot
  }

  /// All is well.
  static var served: Snapshot {
    var snapshot = broken
    snapshot.mirrors[0] = mirror("goproxy.cn", entry: 0, state: .up, [1.2, 20.1, 22.4, 21.0, 0.1])
    snapshot.mirrors.removeLast()
    snapshot.walks = RequestKind.allCases.map { walk($0, answer(.ok, 41)) }
    snapshot.answers = []
    snapshot.failovers = []
    snapshot.advice = []
    snapshot.cure = nil
    snapshot.breakdown = nil
    return snapshot
  }

  /// The first entry answers 404 in a slow way, the second serves.
  static var fallback: Snapshot {
    var snapshot = served
    let missing = RequestOutcome.notFound(NotFound(status: 404, disguise: .fetchTimedOut))
    // go asks twice after a 4xx over https.
    snapshot.walks = RequestKind.allCases.map { walk($0, answer(missing, 6000), answer(.ok, 183)) }
    return snapshot
  }

  /// The first entry accepts and is silent; its newest answer is old.
  static var hangs: Snapshot {
    var snapshot = served
    snapshot.walks = RequestKind.allCases.map { walk($0, Answer(.hang(.processing))) }
    snapshot.mirrors[0].state = .down
    snapshot.mirrors[0].stateSince = ago(45)
    snapshot.mirrors[0].lastCold?.outcome = .hang(.processing)
    snapshot.mirrors[0].lastCold?.silence = Silence(
      .acknowledged, idle: .seconds(4), elapsed: .seconds(4))
    snapshot.mirrors[1].lastCold?.startedAt = ago(62)
    snapshot.breakdown = Breakdown(begin: ago(45), isOlder: true)
    snapshot.cure = CureFinding.none
    return snapshot
  }
}

extension Sample {
  /// Three minutes after the start, with a record that reaches back to the day before.
  static var fresh: Snapshot {
    var snapshot = served
    for index in snapshot.mirrors.indices {
      snapshot.mirrors[index].recent.removeFirst(144)
      snapshot.mirrors[index].statistics[.quarterHour]?.since = ago(180)
      snapshot.mirrors[index].statistics[.day]?.since = ago(72_000)
    }
    return snapshot
  }

  /// The same with the first mirror's day: slower in the night, an hour not recorded, failing for half an hour.
  static var day: Snapshot {
    var snapshot = fresh
    let mirror = snapshot.mirrors[0].mirror
    for minute in (4..<1_200).reversed() where !(300..<360).contains(minute) {
      let isBad = (700..<730).contains(minute)
      let factor = (400..<800).contains(minute) ? 1.8 : 1 + Double(minute % 5) * 0.05
      snapshot.mirrors[0].day.append(
        result(
          mirror, at: ago(minute * 60), [1.2, 20.1, 22.4, 21.0, 0.1].map { $0 * factor },
          outcome: isBad ? .failure(RequestFailure(.processing, .status(502))) : .ok))
    }
    return snapshot
  }
}

extension Sample {
  /// With two days on record: goproxy.cn worse two hours ago and down in the night, nothing before yesterday.
  static var recorded: Snapshot {
    var snapshot = broken
    let first = AvailabilitySubject.mirror(snapshot.mirrors[0].id)
    let second = AvailabilitySubject.mirror(snapshot.mirrors[1].id)
    let chain = AvailabilitySubject.chain(.info, .standard)
    snapshot.calendar = [
      strip(first, .hour, "                        uuuuuuuuuduuuuDDuuuuuduu"),
      strip(second, .hour, "                        uuuuuuuuuuuuuuuuuuuulluu"),
      strip(chain, .hour, "                        uuuuuuuuuuuuuuddDuuuuuuu"),
      strip(first, .day, "                            uD"),
      strip(chain, .day, "                            uD"),
    ]
    return snapshot
  }

  /// A cell a letter: up, degraded, Down, local, or nothing on record.
  private static func strip(
    _ subject: AvailabilitySubject, _ unit: CalendarStrip.Unit, _ letters: String
  ) -> CalendarStrip {
    let states: [Character: HealthState] = ["u": .up, "d": .degraded, "D": .down, "l": .local]
    let length = Duration.seconds(unit == .hour ? 3600 : 86_400)
    let start = now.wall - length * letters.count
    return CalendarStrip(
      subject: subject, unit: unit,
      cells: letters.enumerated().map { index, letter in
        CalendarCell(
          from: start + length * index, until: start + length * (index + 1),
          worst: states[letter], observed: letter == " " ? .zero : length)
      })
  }
}

extension Sample {
  /// A watch list in groups, beside one mirror that is in none.
  static var grouped: Snapshot {
    var snapshot = broken
    snapshot.mirrors[2].mirror.group = "public"
    snapshot.mirrors[3].mirror.group = "private"
    var other = mirror("goproxy.io", entry: nil, state: .up, [1, 30, 31, 32, 0.2])
    other.mirror.group = "public"
    let plain = mirror("nexus.corp", entry: nil, state: .up, [0.3, 2, 3, 9, 0.1])
    snapshot.mirrors += [other, plain]
    return snapshot
  }
}
