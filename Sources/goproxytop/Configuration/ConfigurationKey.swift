import Health
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
      if case .string(let text) = node.value {
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
    example: String,
    check: @escaping (Value) throws(ConfigurationMismatch) -> Void = {
      (_) throws(ConfigurationMismatch) in
    }
  ) {
    self.name = name
    self.comment = comment
    self.example = example
    write = { $0[keyPath: path]?.toml }
    read = { (node, configuration) throws(ConfigurationMismatch) in
      let value: Value = try Self.value(node)
      try check(value)
      configuration[keyPath: path] = value
    }
  }

  /// What `node` has, where that is a `Value`.
  static func value<Value: TomlValue>(
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

  /// All keys with one value, in the order of the template. `[keys]`, `[[mirror]]` and `[[hook]]` are lists of their own.
  static var all: [ConfigurationKey] {
    [
      ConfigurationKey(
        "goproxy", \.goproxy, "The GOPROXY list to watch, instead of go's own setting.",
        example: "\"https://goproxy.cn,direct\"", check: Configuration.check(chain:)),
      ConfigurationKey(
        "interval", \.interval,
        "Time between two rounds of probes of a mirror. Less than 1s is for mirrors of your own, and for\n"
          + "--interval alone.",
        valid: Sentence(.atLeast, .text("1s")), where: { $0 >= .seconds(1) }),
      ConfigurationKey(
        "timeout", \.timeout, "Deadline for a single request; go has none.",
        valid: Sentence(.atLeast, .text("1ms")), where: { $0 >= .milliseconds(1) }),
      ConfigurationKey(
        "canaries", \.canaries, "Module versions to request from every entry of the chain.",
        valid: Sentence(.nonEmpty), where: { !$0.isEmpty }),
      ConfigurationKey(
        "cacert", \.cacert, "Trust only the certificates in this PEM file.",
        example: "\"/etc/ssl/private-ca.pem\""),
      ConfigurationKey(
        "theme", \.theme,
        "Theme by name (goproxytop themes lists them), or the path of a theme file."),
      ConfigurationKey(
        "language", \.language,
        "Language of the screen: \"en\" or \"zh\". Default: from LANG.",
        example: "\"en\""),
      ConfigurationKey(
        "charts", \.charts,
        "Characters of the charts: \"braille\", \"block\" or \"ascii\". Default: braille, or ASCII\n"
          + "where the locale is not UTF-8.", example: "\"block\""),
      ConfigurationKey(
        "columns", \.columns,
        "Columns of the mirrors table after number and name. Default: as many as fit.",
        example: "[\"state\", \"now\", \"usual\", \"tls\", \"fail\", \"history\"]"),
      ConfigurationKey("mouse", \.mouse, "Mouse clicks and the wheel."),
      ConfigurationKey("bell", \.bell, "Ring the terminal bell on a failover."),
      ConfigurationKey("history", \.history, "Keep the history on disk."),
      ConfigurationKey(
        "history_size", \.historySize,
        "Size limit of the history in MB: above it the oldest figures are dropped, never the\n"
          + "failovers. Takes effect at the next start.",
        valid: Sentence(.fromTo, .text("16"), .text("65536")),
        where: { (16...65_536).contains($0) }),
    ] + thresholds + [
      ConfigurationKey(
        "evade", in: "gateway", \.gateway.evaded,
        "Failures of an entry after which goproxytop gateway goes on to the next one though a comma\n"
          + "follows. \"dns\" and \"429\" can be added; a 403 that is meant is never evaded."),
      ConfigurationKey(
        "pass_through", in: "gateway", \.gateway.passThrough,
        "true: goproxytop gateway fetches what go cannot be redirected to, with go's credentials.\n"
          + "\"all\": and everything else, so that no mirror that falls silent keeps go waiting."),
    ]
  }

  private static var thresholds: [ConfigurationKey] {
    [
      count("fall", \.fall, "Failed probes in a row before a mirror counts as down."),
      count("fall_tls", \.fallTLS, "The same for failed TLS handshakes."),
      count("rise", \.rise, "Good probes in a row before it counts as up."),
      time("slow_connect", \.slowConnect, "A TCP connect slower than this counts as a failure."),
      ConfigurationKey(
        "error_share", in: "thresholds", \.thresholds.errorShare,
        "Share of failures and 5xx within error_window that means degraded.",
        valid: Sentence(.fromTo, .text("0"), .text("1")), where: { (0...1).contains($0) }),
      time("error_window", \.errorWindow, "Window for error_share."),
      count(
        "error_minimum_probes", \.errorMinimumProbes,
        "With fewer probes than this, error_share is ignored."),
      ConfigurationKey(
        "slow_factor", in: "thresholds", \.thresholds.slowFactor,
        "Degraded when p95 exceeds this many times the median of the last hour ...",
        valid: Sentence(.atLeast, .text("1")), where: { $0 >= 1 }),
      time("slow_floor", \.slowFloor, "... and also exceeds this."),
      time("fast_interval", \.fastInterval, "Interval while a change of state is unconfirmed."),
      count(
        "maximum_stretch", \.maximumStretch,
        "While down, the interval grows to at most this many times its length."),
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
