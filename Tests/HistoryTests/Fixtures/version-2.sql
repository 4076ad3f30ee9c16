PRAGMA application_id = 1735356536; PRAGMA user_version = 2;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE session (
  id INTEGER PRIMARY KEY,
  from_at INTEGER NOT NULL, from_mono INTEGER NOT NULL,
  until_at INTEGER NOT NULL, until_mono INTEGER NOT NULL
) STRICT;
INSERT INTO session VALUES(1,1795255210000000,1010000000,1795255210000000,1010000000);
CREATE TABLE mirror (id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO mirror VALUES(1,'https://a.example');
INSERT INTO mirror VALUES(2,'https://b.example');
CREATE TABLE request (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL, module TEXT NOT NULL, version TEXT NOT NULL,
  connection_use TEXT NOT NULL, family TEXT
) STRICT;
INSERT INTO request VALUES(1,'info','golang.org/x/text','v0.14.0','cold',NULL);
CREATE TABLE outcome (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL, phase TEXT, cause TEXT, number INTEGER, detail TEXT
) STRICT;
INSERT INTO outcome VALUES(1,'failure','processing','status',502,NULL);
INSERT INTO outcome VALUES(2,'ok',NULL,NULL,NULL,NULL);
CREATE TABLE connection (
  id INTEGER PRIMARY KEY,
  address TEXT, family TEXT, http_version TEXT, forward_proxy TEXT,
  tls_version TEXT, cipher TEXT, key_group TEXT, alpn TEXT, resumed INTEGER, stapled INTEGER,
  certificates TEXT
) STRICT;
INSERT INTO connection VALUES(1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO state_change VALUES(1,1,1795255202000000,1002000000,1,'unknown','down',1);
CREATE TABLE failover (
  id INTEGER PRIMARY KEY,
  session INTEGER NOT NULL REFERENCES session, at INTEGER NOT NULL, mono INTEGER NOT NULL,
  kind TEXT NOT NULL, module TEXT NOT NULL, version TEXT NOT NULL,
  from_verdict TEXT NOT NULL, from_mirror TEXT, from_name TEXT,
  to_verdict TEXT NOT NULL, to_mirror TEXT, to_name TEXT,
  cause TEXT NOT NULL
) STRICT;
INSERT INTO failover VALUES(1,1,1795255203000000,1003000000,'info','golang.org/x/text','v0.14.0','served','https://a.example','a.example','served','https://b.example','b.example','status 502 (|)');
CREATE TABLE gap (
  id INTEGER PRIMARY KEY,
  session INTEGER NOT NULL REFERENCES session,
  from_at INTEGER NOT NULL, from_mono INTEGER NOT NULL,
  to_at INTEGER NOT NULL, to_mono INTEGER NOT NULL
) STRICT;
INSERT INTO gap VALUES(1,1,1795255203000000,1003000000,1795255204000000,1004000000);
CREATE TABLE setting_change (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL, before TEXT, after TEXT, file TEXT NOT NULL
) STRICT;
INSERT INTO setting_change VALUES(1,1795255204000000,'https://a.example','https://b.example|https://a.example','/home/user/.config/go/env');
CREATE TABLE chain (
  id INTEGER PRIMARY KEY,
  session INTEGER NOT NULL REFERENCES session, at INTEGER NOT NULL, mono INTEGER NOT NULL,
  value TEXT NOT NULL
) STRICT;
INSERT INTO chain VALUES(1,1,1795255200000000,1000000000,'https://a.example,https://b.example|direct');
CREATE INDEX state_change_session ON state_change (session);
CREATE INDEX failover_session ON failover (session);
CREATE INDEX gap_session ON gap (session);
CREATE TABLE minute (
  slot INTEGER PRIMARY KEY, outcomes BLOB NOT NULL, latencies BLOB NOT NULL
) STRICT;
INSERT INTO minute VALUES(31374358609921,X'0102018805',X'0101f610808a13');
CREATE TABLE hour (
  slot INTEGER PRIMARY KEY, outcomes BLOB NOT NULL, latencies BLOB NOT NULL
) STRICT;
CREATE TABLE progress (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO progress VALUES('minute',1795255260000000);
COMMIT;
