import Diagnosis
import GoRules
import Health
import Testing

/// A run on `GOPROXY`; each line is printed a second after the one before.
struct GoRunStory: Sendable, CustomTestStringConvertible {
  var name: String
  var goproxy: String
  var lines: [String]
  /// What is seen after the last line, that many seconds later.
  var seen: [GoConnection] = []
  var wait = 0
  var status: Int32 = 1
  var isCutOff = false
  /// `code entry confidence`, in order.
  var expected: [String]
  var testDescription: String { name }

  var run: GoRun {
    get throws {
      let setting = GoproxySetting(value: goproxy, source: .environment)
      var run = GoRun(chain: try Chain(parsing: setting.value, checksumDatabase: .off))
      var now = Duration.zero
      for line in lines {
        now += .seconds(1)
        run.take(line: line[...], at: now)
      }
      now += .seconds(wait)
      let process = GoProcess(
        id: 7, command: ServerText("go mod download"), age: now, connections: seen)
      run.look([process], at: now)
      run.end(status: status, isCutOff: isCutOff, at: now)
      return run
    }
  }

  var findings: [Finding] {
    get throws {
      try run.findings(
        setting: GoproxySetting(value: goproxy, source: .environment), chainError: nil,
        environment: nil, now: Timestamp(monotonic: .seconds(9), wall: .seconds(9)))
    }
  }
}
