import Dashboard
import GoRules
import Health
import Record
import Text

/// One key of the configuration file: how it is named, explained, written and read.
struct ConfigurationKey {
  /// The table it stands in; nil for the top.
  var table: String?
  var name: String
  /// For the template; lines end with `\n`.
  var comment: String
  /// Its value in TOML; nil where it is not set.
  var write: (Configuration) -> String?
  /// What the template shows where it is not set.
  var example: String
  var read: (TomlNode, inout Configuration) throws(ConfigurationMismatch) -> Void
}

/// Why a value does not fit its key.
struct ConfigurationMismatch: Error {
  var message: Sentence
  /// The part of the value that does not fit; nil for the whole.
  var part: TomlNode?

  init(_ message: Sentence) { self.message = message }

  /// A string is shown as it is, of anything else what it is.
  init(expected: Sentence, found node: TomlNode) {
    let found: Sentence.Argument =
      if case .string(let text) = node.value, !text.isEmpty {
        .text(Options.quoted(text))
      } else {
        .sentence(node.kind)
      }
    message = Sentence(.expectedFound, .sentence(expected), found)
  }
}

/// A Swift type as TOML has it.
protocol TomlValue {
  /// What a person is to write, for messages.
  static var expectation: Sentence { get }
  init?(toml node: TomlNode)
  var toml: String { get }
  /// Which part of a value that cannot be read is the wrong one.
  static func mistake(in node: TomlNode) -> TomlNode
}

extension TomlValue {
  static func mistake(in node: TomlNode) -> TomlNode { node }
}

extension ConfigurationKey {
  /// A key that always has a value, with what it must fulfil beyond its type.
  init<Value: TomlValue>(
    _ name: String, in table: String? = nil, _ path: WritableKeyPath<Configuration, Value>,
    _ comment: String, valid: Sentence? = nil,
    where isValid: @escaping (Value) -> Bool = { _ in true }
  ) {
    self.table = table
    self.name = name
    self.comment = comment
    example = ""
    write = { $0[keyPath: path].toml }
    read = { (node, configuration) throws(ConfigurationMismatch) in
      let value: Value = try Self.value(node)
      if let valid, !isValid(value) {
        throw ConfigurationMismatch(Sentence(.mustBe, .sentence(valid)))
      }
      configuration[keyPath: path] = value
    }
  }

  /// A key that may be left out.
  init<Value: TomlValue>(
    _ name: String, _ path: WritableKeyPath<Configuration, Value?>, _ comment: String,
    example: String
  ) {
    self.name = name
    self.comment = comment
    self.example = example
    write = { $0[keyPath: path]?.toml }
    read = { (node, configuration) throws(ConfigurationMismatch) in
      configuration[keyPath: path] = try Self.value(node) as Value
    }
  }

  private static func value<Value: TomlValue>(
    _ node: TomlNode
  ) throws(ConfigurationMismatch) -> Value {
    guard let value = Value(toml: node) else {
      let mistake = Value.mistake(in: node)
      var mismatch = ConfigurationMismatch(expected: Value.expectation, found: mistake)
      mismatch.part = mistake
      throw mismatch
    }
    return value
  }

  /// All keys with one value, in the order of the template. `[keys]` and `[[mirror]]` are lists of their own.
  static var all: [ConfigurationKey] {
    [
      ConfigurationKey(
        "goproxy", \.goproxy, "The chain to watch, in place of go's own setting.",
        example: "\"https://goproxy.cn,direct\""),
      ConfigurationKey(
        "interval", \.interval, "Between the starts of two rounds of one mirror.",
        valid: Sentence(.atLeast, .text("100ms")), where: { $0 >= .milliseconds(100) }),
      ConfigurationKey(
        "timeout", \.timeout, "Our own deadline for one request; go has none.",
        valid: Sentence(.atLeast, .text("1ms")), where: { $0 >= .milliseconds(1) }),
      ConfigurationKey(
        "canaries", \.canaries, "The module versions that are asked of every entry of the chain.",
        valid: Sentence(.atLeastOne), where: { !$0.isEmpty }),
      ConfigurationKey(
        "cacert", \.cacert, "Trust only the certificates in this PEM file.",
        example: "\"/etc/ssl/private-ca.pem\""),
      ConfigurationKey(
        "theme", \.theme, "A theme by name (goproxytop themes lists them), or the path of a file."),
      ConfigurationKey(
        "language", \.language,
        "Language of the screen: \"en\" or \"zh\"; by default that of LANG.",
        example: "\"en\""),
      ConfigurationKey(
        "charts", \.charts,
        "What charts are drawn with: \"braille\", \"block\" or \"ascii\"; by default the best\n"
          + "that the locale allows.", example: "\"block\""),
      ConfigurationKey(
        "columns", \.columns,
        "Columns of the mirrors table beside number and name; by default those that have room.",
        example: "[\"state\", \"tls\", \"p50\", \"loss\", \"history\"]"),
      ConfigurationKey("mouse", \.mouse, "Take mouse clicks and the wheel."),
      ConfigurationKey("bell", \.bell, "Ring the terminal's bell on a failover."),
      ConfigurationKey("history", \.history, "Keep what happens on disk."),
      ConfigurationKey(
        "history_size", \.historySize,
        "How much of it, in MB: above that the oldest figures go, never the failovers. From the next\n"
          + "start on.", valid: Sentence(.fromTo, .text("16"), .text("65536")),
        where: { (16...65_536).contains($0) }),
    ] + thresholds
  }

  private static var thresholds: [ConfigurationKey] {
    [
      count("fall", \.fall, "Failures in a row until a mirror is down."),
      count("fall_tls", \.fallTLS, "TLS handshake failures in a row until it is down."),
      count("rise", \.rise, "Good probes in a row until it is up."),
      time("slow_connect", \.slowConnect, "A connect slower than this counts as a failure."),
      ConfigurationKey(
        "error_share", in: "thresholds", \.thresholds.errorShare,
        "This share of failures and 5xx over error_window means degraded.",
        valid: Sentence(.fromTo, .text("0"), .text("1")), where: { (0...1).contains($0) }),
      time("error_window", \.errorWindow, "The window of error_share."),
      count(
        "error_minimum_probes", \.errorMinimumProbes, "Fewer probes than this decide nothing."),
      ConfigurationKey(
        "slow_factor", in: "thresholds", \.thresholds.slowFactor,
        "p95 over this many times its own median of one hour means degraded …",
        valid: Sentence(.atLeast, .text("1")), where: { $0 >= 1 }),
      time("slow_floor", \.slowFloor, "… if it is also over this."),
      time("fast_interval", \.fastInterval, "The interval while a change is unconfirmed."),
      count(
        "maximum_stretch", \.maximumStretch, "How far the interval is stretched while down."),
    ]
  }

  private static var inConfiguration: WritableKeyPath<Configuration, HealthThresholds> {
    \.thresholds
  }

  private static func count(
    _ name: String, _ path: WritableKeyPath<HealthThresholds, Int>, _ comment: String
  ) -> ConfigurationKey {
    ConfigurationKey(
      name, in: "thresholds", inConfiguration.appending(path: path), comment,
      valid: Sentence(.fromTo, .text("1"), .text("1000")), where: { (1...1000).contains($0) })
  }

  private static func time(
    _ name: String, _ path: WritableKeyPath<HealthThresholds, Duration>, _ comment: String
  ) -> ConfigurationKey {
    ConfigurationKey(
      name, in: "thresholds", inConfiguration.appending(path: path), comment,
      valid: Sentence(.atLeast, .text("1ms")), where: { $0 >= .milliseconds(1) })
  }
}
