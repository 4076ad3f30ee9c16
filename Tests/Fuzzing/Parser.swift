import CToml
import Dashboard
import Fleet
import GoRules
import Health
import History
import Probing
import Record
import Text

/// What reads bytes that others wrote, and what is promised of it besides that it does not crash.
enum Parser: String, CaseIterable {
  /// GOPROXY.
  case chain
  /// The file of `go env -w`.
  case environment = "env"
  /// GONOPROXY and GOPRIVATE.
  case patterns
  /// A path that the gateway is asked for.
  case request
  /// The answer to `.info`.
  case info
  /// The configuration's and themes' TOML.
  case toml
  /// A theme's colours and styles.
  case theme
  /// A key's name in the configuration.
  case key
  /// A row of the record.
  case rollup
  /// Text of a server on its way to the screen.
  case text
  /// What a Prometheus answers.
  case prometheus
  /// What a gateway says that it does.
  case gateway

  /// One attempt, as libFuzzer calls it.
  typealias Attempt = @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32

  var attempt: Attempt {
    switch self {
    case .chain:
      { bytes, count in
        let text = String(decoding: Parser.bytes(bytes, count), as: UTF8.self)
        if let chain = try? Chain(parsing: text) {
          promise(!chain.entries.isEmpty, "a chain has entries")
          promise(chain.entries.last?.separator == nil, "nothing follows the last entry")
        }
        return 0
      }
    case .environment:
      { bytes, count in
        var file = GoEnvFile(bytes: Parser.bytes(bytes, count))
        file.set("GOPROXY", to: "https://a.example,direct")
        promise(file.value(of: "GOPROXY") == "https://a.example,direct", "what is set is read")
        file.set("GOPROXY", to: nil)
        promise(file.value(of: "GOPROXY") == nil, "what is taken out is gone")
        return 0
      }
    case .patterns:
      { bytes, count in
        let parts = Parser.bytes(bytes, count).split(separator: 0, maxSplits: 1)
        guard parts.count == 2 else { return 0 }
        let patterns = ModulePatterns(String(decoding: parts[0], as: UTF8.self))
        _ = patterns.matches(String(decoding: parts[1], as: UTF8.self))
        return 0
      }
    case .request:
      { bytes, count in
        let path = String(decoding: Parser.bytes(bytes, count), as: UTF8.self)
        guard let request = GatewayRequest(path) else { return 0 }
        let prefix = request.isAgain ? GatewayRequest.again : ""
        promise(GatewayRequest(prefix + request.path) == request, "what is written is read")
        promise(!request.path.contains("/../"), "nothing leads out of the tree")
        return 0
      }
    case .info:
      { bytes, count in
        _ = try? RevInfo(Parser.bytes(bytes, count))
        return 0
      }
    case .toml:
      { bytes, count in
        let text = Parser.bytes(bytes, count).map { CChar(bitPattern: $0) }
        guard let document = ctoml_parse(text, text.count) else { return 0 }
        defer { ctoml_free(document) }
        var line: UInt32 = 0
        var column: UInt32 = 0
        if ctoml_error(document, &line, &column) != nil { promise(line > 0, "a fault has a line") }
        return 0
      }
    case .theme:
      { bytes, count in
        let lines = Parser.bytes(bytes, count).split(separator: 10, maxSplits: 2)
        let texts = lines.map { String(decoding: $0, as: UTF8.self) }
        guard let first = texts.first, let last = texts.last else { return 0 }
        _ = Theme.parse(name: "fuzz", palette: ["one": first], roles: [Role.text.rawValue: last])
        return 0
      }
    case .key:
      { bytes, count in
        let text = String(decoding: Parser.bytes(bytes, count), as: UTF8.self)
        if let name = Key(name: text)?.name {
          promise(Key(name: name)?.name == name, "a key's name names the key")
        }
        return 0
      }
    case .rollup:
      { bytes, count in
        let parts = Parser.bytes(bytes, count).split(separator: 0xFF, maxSplits: 1)
        guard parts.count == 2 else { return 0 }
        if var rollup = StoredRollup(outcomes: Array(parts[0]), latencies: Array(parts[1])) {
          rollup.merge(rollup)
          _ = rollup.encodedOutcomes
          _ = rollup.latencies.encoded
        }
        return 0
      }
    case .text:
      { bytes, count in
        let text = ServerText(String(decoding: Parser.bytes(bytes, count), as: UTF8.self)).text
        promise(text.unicodeScalars.count <= 200, "text is bounded")
        promise(
          text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control },
          "text has no control characters")
        return 0
      }
    case .prometheus:
      { bytes, count in
        let body = Parser.bytes(bytes, count)
        let query = FleetQuery.states
        guard
          let samples = try? PrometheusSamples(parsing: body[...], labels: ["i"] + query.labels)
        else { return 0 }
        promise(samples.samples.allSatisfy { $0.value.isFinite }, "values are finite")
        var model = FleetModel()
        let now = Timestamp(monotonic: .seconds(1), wall: .seconds(1_795_255_200))
        for query in FleetQuery.regular { model.answered(query, .success(samples), at: now) }
        _ = render(
          model.snapshot(at: now),
          state: FleetState(
            settings: DashboardSettings(), themeName: "", source: "", label: "i",
            refresh: .seconds(10)), size: Size(width: 80, height: 24))
        return 0
      }
    case .gateway:
      { bytes, count in
        let now = Timestamp(monotonic: .seconds(1), wall: .seconds(1_795_255_200))
        guard let figures = GatewayFigures(parsing: Parser.bytes(bytes, count), at: now) else {
          return 0
        }
        promise(figures.recent.count <= 50, "what is kept is bounded")
        promise(
          figures.recent.allSatisfy { $0.path.unicodeScalars.allSatisfy { $0.value >= 0x20 } },
          "text has no control characters")
        return 0
      }
    }
  }

  private static func bytes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: start, count: count))
  }
}
