/// When a mirror changes its state. Every value can be set in the configuration.
package struct HealthThresholds: Sendable, Hashable {
  /// Failures in a row until `down`.
  package var fall = 2
  /// TLS handshake failures in a row until `down`.
  package var fallTLS = 3
  /// Good probes in a row until `up`.
  package var rise = 2
  /// A connect slower than this counts as a failure for the state.
  package var slowConnect: Duration = .seconds(2)
  /// Share of failures and server errors (5xx) over `errorWindow` that means `degraded`, 0 to 1.
  package var errorShare = 0.05
  package var errorWindow: Duration = .seconds(300)
  /// Fewer probes than this in the window decide nothing.
  package var errorMinimumProbes = 20
  /// p95 of total over this many times its own median of one hour means `degraded` …
  package var slowFactor = 3.0
  /// … if it is also over this.
  package var slowFloor: Duration = .milliseconds(500)
  /// A phase that takes this many times its own median of one hour is slow, if the whole is also over `slowFloor`.
  package var slowPhaseFactor = 5.0
  /// The interval while a change is unconfirmed.
  package var fastInterval: Duration = .seconds(1)
  /// How far the interval is stretched at most while down.
  package var maximumStretch = 6

  package init() {}
}
