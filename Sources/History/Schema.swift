/// The tables of the history file, as the steps that lead to them.
///
/// Step n takes a file of version n - 1 (`PRAGMA user_version`) to version n. A step that was released is
/// never changed; a change of the tables is a new step. All times are microseconds: `*_at` and `time` of
/// the wall clock since 1970, `*_mono` of the writing process's monotonic clock.
enum Schema {
  /// `PRAGMA application_id`: "gopx".
  static let applicationID: Int64 = 0x676f_7078

  static var version: Int64 { Int64(steps.count) }

  static let steps = [recordsAndSamples, rollups, shortLatencies]

  /// Asks for the number of tables that only a file of ours has.
  static let countOfOwnTables = """
    SELECT count(*) FROM sqlite_schema
    WHERE name IN ('session', 'state_change', 'failover', 'setting_change')
    """
  static let ownTables: Int64 = 4

  private static let recordsAndSamples = """
    CREATE TABLE session (
      id INTEGER PRIMARY KEY,
      from_at INTEGER NOT NULL, from_mono INTEGER NOT NULL,
      until_at INTEGER NOT NULL, until_mono INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE mirror (id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE request (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL, module TEXT NOT NULL, version TEXT NOT NULL,
      connection_use TEXT NOT NULL, family TEXT
    ) STRICT;
    CREATE TABLE outcome (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL, phase TEXT, cause TEXT, number INTEGER, detail TEXT
    ) STRICT;
    CREATE TABLE connection (
      id INTEGER PRIMARY KEY,
      address TEXT, family TEXT, http_version TEXT, forward_proxy TEXT,
      tls_version TEXT, cipher TEXT, key_group TEXT, alpn TEXT, resumed INTEGER, stapled INTEGER,
      certificates TEXT
    ) STRICT;
    CREATE TABLE sample (
      time INTEGER NOT NULL, mirror INTEGER NOT NULL, request INTEGER NOT NULL,
      outcome INTEGER NOT NULL, connection INTEGER NOT NULL, status INTEGER,
      resolve INTEGER, connect INTEGER, forward_proxy INTEGER, tls INTEGER, processing INTEGER,
      transfer INTEGER, local INTEGER, total INTEGER,
      retransmissions INTEGER, redirects INTEGER NOT NULL, body_bytes INTEGER NOT NULL,
      server_text TEXT, warning TEXT, unusable INTEGER NOT NULL,
      PRIMARY KEY (time, mirror, request)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE state_change (
      id INTEGER PRIMARY KEY,
      session INTEGER NOT NULL REFERENCES session, at INTEGER NOT NULL, mono INTEGER NOT NULL,
      mirror INTEGER NOT NULL REFERENCES mirror,
      from_state TEXT NOT NULL, to_state TEXT NOT NULL, outcome INTEGER REFERENCES outcome
    ) STRICT;
    CREATE INDEX state_change_session ON state_change (session);
    CREATE TABLE failover (
      id INTEGER PRIMARY KEY,
      session INTEGER NOT NULL REFERENCES session, at INTEGER NOT NULL, mono INTEGER NOT NULL,
      kind TEXT NOT NULL, module TEXT NOT NULL, version TEXT NOT NULL,
      from_verdict TEXT NOT NULL, from_mirror TEXT, from_name TEXT,
      to_verdict TEXT NOT NULL, to_mirror TEXT, to_name TEXT,
      cause TEXT NOT NULL
    ) STRICT;
    CREATE INDEX failover_session ON failover (session);
    CREATE TABLE gap (
      id INTEGER PRIMARY KEY,
      session INTEGER NOT NULL REFERENCES session,
      from_at INTEGER NOT NULL, from_mono INTEGER NOT NULL,
      to_at INTEGER NOT NULL, to_mono INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX gap_session ON gap (session);
    CREATE TABLE setting_change (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL, before TEXT, after TEXT, file TEXT NOT NULL
    ) STRICT;
    CREATE TABLE chain (
      id INTEGER PRIMARY KEY,
      session INTEGER NOT NULL REFERENCES session, at INTEGER NOT NULL, mono INTEGER NOT NULL,
      value TEXT NOT NULL
    ) STRICT;
    """

  private static let rollups = """
    -- slot >> 20: minutes or hours since 1970; slot & 1048575: the mirror. As one number, rows that are
    -- appended fill their pages whole, and a month of ten mirrors is 80 MB.
    CREATE TABLE minute (
      slot INTEGER PRIMARY KEY, outcomes BLOB NOT NULL, latencies BLOB NOT NULL
    ) STRICT;
    CREATE TABLE hour (
      slot INTEGER PRIMARY KEY, outcomes BLOB NOT NULL, latencies BLOB NOT NULL
    ) STRICT;
    -- 'minute', 'hour': all samples before this time are in that table; 'sample': those before this time
    -- were dropped; 'clock', 'jump': see retention.
    CREATE TABLE progress (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    """

  private static let shortLatencies = """
    -- The tables stay. From here on `latencies` may have its shorter form (bit 7 of its first byte), which
    -- a program of version 2 would take for damage.
    """
}
