extension HealthThresholds {
  /// For a single round, as `check` makes: the first answer decides, nothing is confirmed.
  package var immediate: HealthThresholds {
    var thresholds = self
    thresholds.rise = 1
    thresholds.fall = 1
    thresholds.fallTLS = 1
    return thresholds
  }

  /// The interval while a change is unconfirmed: never more than a quarter of the normal one, so
  /// that a fault is confirmed within two intervals however short they are.
  func fastInterval(normal interval: Duration) -> Duration { min(fastInterval, interval / 4) }
}
