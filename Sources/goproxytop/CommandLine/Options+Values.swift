import Fleet
import GoRules
import Health
import MirrorLab
import Probing
import Record
import Serving
import Text

/// Reading the values of options; each refuses with one line that names the option, the value and what is expected.
extension Options {
  static func refusal(_ option: Option, _ value: String, _ expected: String) -> UsageError {
    UsageError("--\(option.rawValue): \(quoted(value)): \(expected)")
  }

  /// `value` in quotes, bounded and free of control characters and passwords, since it goes to the terminal.
  static func quoted(_ value: String) -> String {
    "\"\(ServerText(Redaction.conservative(value), limit: 120).text)\""
  }

  /// `; choose from a, b`, the first ten of them; empty where there is none.
  static func choices(_ names: [String]) -> String {
    guard !names.isEmpty else { return "" }
    let more = names.count > 10 ? " and \(names.count - 10) more" : ""
    return "; choose from " + names.prefix(10).joined(separator: ", ") + more
  }

  static func nonEmpty(_ option: Option, _ value: String) throws(UsageError) -> String {
    guard !value.isEmpty else { throw refusal(option, value, "must not be empty") }
    return value
  }

  static func listenAddress(
    _ option: Option, _ value: String
  ) throws(UsageError) -> ListenAddress {
    guard let address = ListenAddress(value) else {
      throw refusal(option, value, "expected ADDRESS:PORT, for example 127.0.0.1:9916")
    }
    return address
  }

  static func addressRange(
    _ option: Option, _ value: String
  ) throws(UsageError) -> AddressRange {
    guard let range = AddressRange(value) else {
      throw refusal(option, value, "expected ADDRESS or ADDRESS/BITS, for example 10.0.0.0/8")
    }
    return range
  }

  /// An address that `WebRequest` takes; a password in it is not shown.
  static func prometheus(_ option: Option, _ value: String) throws(UsageError) -> String {
    guard WebRequest(value) != nil, !value.contains("?"), !value.contains("#") else {
      throw refusal(option, value, "expected a URL, for example http://127.0.0.1:9090")
    }
    return value
  }

  static func vantageLabel(_ option: Option, _ value: String) throws(UsageError) -> String {
    guard FleetQuery.isLabel(value) else {
      throw refusal(option, value, "expected a label of the targets, for example instance")
    }
    return value
  }

  static func choice<Value: RawRepresentable & CaseIterable>(
    _ option: Option, _ value: String
  ) throws(UsageError) -> Value where Value.RawValue == String {
    guard let choice = Value(rawValue: value) else {
      let words = Value.allCases.map(\.rawValue)
      throw refusal(option, value, "expected one of " + words.joined(separator: ", "))
    }
    return choice
  }

  static func onOff(_ option: Option, _ value: String) throws(UsageError) -> Bool {
    guard value == "on" || value == "off" else {
      throw refusal(option, value, "expected on or off")
    }
    return value == "on"
  }

  static func time(
    _ option: Option, _ value: String, atLeast least: Duration
  ) throws(UsageError) -> Duration {
    guard let time = Duration(written: value) else {
      throw refusal(option, value, "expected a duration such as 500ms, 5s, 1m30s or 24h")
    }
    guard time >= least else {
      throw refusal(option, value, "must be at least \(least.written)")
    }
    return time
  }

  static func rounds(_ option: Option, _ value: String) throws(UsageError) -> Int {
    guard let rounds = Int(value), (1...1000).contains(rounds) else {
      throw refusal(option, value, "expected a number from 1 to 1000")
    }
    return rounds
  }

  static func speed(_ option: Option, _ value: String) throws(UsageError) -> Double {
    guard let speed = Double(value), speed >= 0.1, speed <= 1000 else {
      throw refusal(option, value, "expected a factor from 0.1 to 1000")
    }
    return speed
  }

  static func fault(_ option: Option, _ value: String) throws(UsageError) -> DemoFault {
    if value == "help" { return .list }
    guard let kind = FaultKind(rawValue: value) else {
      let kinds = FaultKind.allCases.map(\.rawValue)
      let nearest = Suggestion.nearest(to: value, among: kinds).map { "did you mean \($0)?" }
      throw refusal(
        option, value,
        "no such fault; " + (nearest ?? "goproxytop demo --fault help lists them"))
    }
    return .kind(kind)
  }

  static func canary(_ option: Option, _ value: String) throws(UsageError) -> ModuleVersion {
    guard let canary = ModuleVersion(value) else {
      throw refusal(option, value, "expected MODULE@VERSION, for example \(ModuleVersion.standard)")
    }
    return canary
  }

  static func mirror(_ value: String) throws(UsageError) -> (name: String, url: ProxyURL) {
    guard let equals = value.firstIndex(of: "="), equals > value.startIndex else {
      throw refusal(.mirror, value, "expected NAME=URL")
    }
    let name = ServerText(value[..<equals]).text
    do {
      return (name, try ProxyURL(parsingOne: String(value[value.index(after: equals)...])))
    } catch {
      throw UsageError("--mirror: \(name): \(error.text)")
    }
  }

  /// `HOST:PORT:ADDR[,ADDR]`, where ADDR may be an IPv6 address with or without brackets; as it was given.
  static func pin(_ option: Option, _ value: String) throws(UsageError) -> String {
    let parts = value.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, let port = Int(parts[1]),
      (1...65535).contains(port)
    else {
      throw refusal(option, value, "expected HOST:PORT:ADDR")
    }
    for var address in parts[2].split(separator: ",", omittingEmptySubsequences: false) {
      if address.hasPrefix("["), address.hasSuffix("]") { address = address.dropFirst().dropLast() }
      guard !address.isEmpty, address.allSatisfy({ $0.isHexDigit || $0 == "." || $0 == ":" }) else {
        throw refusal(option, value, "expected a numeric address after HOST:PORT:")
      }
    }
    return value
  }

  static func assumption(
    _ option: Option, _ value: String
  ) throws(UsageError) -> (entry: String, outcome: AssumedOutcome) {
    guard let equals = value.lastIndex(of: "="), equals > value.startIndex else {
      throw refusal(option, value, "expected ENTRY=OUTCOME")
    }
    let outcome: AssumedOutcome
    do {
      outcome = try AssumedOutcome(parsing: String(value[value.index(after: equals)...]))
    } catch {
      throw UsageError("--assume: \(error.text)")
    }
    return (String(value[..<equals]), outcome)
  }
}
