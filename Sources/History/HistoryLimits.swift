/// How much is kept, and how long. Defaults are written here, once.
package struct HistoryLimits: Sendable, Hashable {
  /// Single probes.
  package var samples: Duration = .seconds(2 * 3600)
  /// One row per mirror and minute.
  package var minutes: Duration = .seconds(30 * 86_400)
  /// One row per mirror and hour.
  package var hours: Duration = .seconds(730 * 86_400)
  /// Bytes of the database file: above it the oldest rollups go first, then the oldest samples.
  package var size = 256 << 20
  /// How long a sample may wait in memory for its batch.
  package var batch: Duration = .seconds(1)
  /// How many records may wait in memory where they cannot be written; the oldest samples go first.
  package var queue = 20_000

  package init() {}
}
