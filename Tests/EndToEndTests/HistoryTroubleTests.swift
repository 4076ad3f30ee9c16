import CSQLite
import Foundation
import MirrorLab
import Testing
import Text

/// A record that cannot be kept as it should: told on the screen and by `history`, probing goes on, and nothing
/// that was recorded before is lost.
@Suite(.ownThreads, .serialized, .timeLimit(.minutes(10))) struct HistoryTroubleTests {
  private static let folder = ".local/state/goproxytop"

  private func file(_ stage: ScreenTests.Stage) -> String {
    stage.bench.home.path + "/" + Self.folder + "/history.sqlite"
  }

  /// Lets a dashboard record an outage of the first mirror, and ends it.
  private func record(_ stage: ScreenTests.Stage) throws {
    let tmux = try stage.start(columns: 140, rows: 40)
    try tmux.waitForBothUp()
    try stage.failAndRecover(tmux)
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }

  private func execute(_ sql: String, in path: String) throws {
    var database: OpaquePointer?
    defer { sqlite3_close_v2(database) }
    guard sqlite3_open(path, &database) == SQLITE_OK,
      sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK
    else { throw EndToEndError("\(sql): \(String(cString: sqlite3_errmsg(database)))") }
  }

  /// The state folder on a disk of its own, in a mount namespace of this run alone, with the record made before;
  /// `fill` are the commands that make it what it is to be. What `history` tells in it is kept in `told`.
  private func start(_ stage: ScreenTests.Stage, onDisk fill: String) throws -> Tmux {
    let script = try stage.bench.write(
      """
      set -e
      state="$HOME/.local/state"
      cp -r "$state" "$HOME/before"
      mount -t tmpfs -o size=4m none "$state"
      cp -r "$HOME/before/." "$state"
      \(fill)
      set +e
      "$@"
      code=$?
      "$1" history --json > "$HOME/told" 2> "$HOME/errors"
      exit $code
      """, to: "on-disk")
    return try stage.start(columns: 240, rows: 40, through: "unshare -m sh \(script)")
  }

  /// A root of the pane's first descendant: the files as they are in its mount namespace.
  private func root(of tmux: Tmux) throws -> String {
    "/proc/\(try tmux.child())/root"
  }

  /// Every byte of the disk is taken, as the kernel counts: writing fails with ENOSPC. Once there is room again what
  /// waited in memory is written.
  @Test func aFullDiskIsToldAndWhatWaitedIsWrittenLater() throws {
    let stage = try ScreenTests.Stage()
    try record(stage)
    let tmux = try start(
      stage, onDisk: #"dd if=/dev/zero of="$state/filler" bs=4096 2> /dev/null || true"#)
    try tmux.waitFor("what is wrong") { screen in
      screen.contains("not recording") && screen.contains("disk full")
    }
    try tmux.waitForBothUp()
    try stage.failAndRecover(tmux)
    let filler = try root(of: tmux) + stage.bench.home.path + "/.local/state/filler"
    #expect(unlink(filler) == 0)
    try tmux.waitFor("the record") { screen in
      screen.contains("this instance is now recording") && !screen.contains("not recording")
    }
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
    #expect(try stage.failovers(in: stage.bench.read("told")) == 2)
  }

  /// A disk that may only be read: what is on record is shown, also by `history`.
  @Test func aReadOnlyDiskIsToldAndStillRead() throws {
    let stage = try ScreenTests.Stage()
    try record(stage)
    let tmux = try start(stage, onDisk: #"mount -o remount,ro "$state""#)
    try tmux.waitFor("what is wrong") { screen in
      screen.contains("not recording") && screen.contains("Read-only file system")
    }
    try tmux.send("4")
    try tmux.waitFor("what is on record") {
      $0.contains("\(stage.firstName) ▶ \(stage.secondName)")
    }
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
    #expect(try stage.failovers(in: stage.bench.read("told")) == 1)
  }

  /// FUSE is how sshfs and its kin are mounted. This one has nobody behind it who would serve files, but says what it
  /// is: the file has this machine's name, and that it cannot be made there is reported as well.
  @Test func aNetworkFileSystemIsToldAndHasAFileForEachMachine() throws {
    let stage = try ScreenTests.Stage()
    try stage.bench.write("", to: ".local/state/goproxytop/nothing")
    let tmux = try start(
      stage,
      onDisk: """
        exec 3<> /dev/fuse
        mount -i -t fuse -o fd=3,rootmode=40000,user_id=1,group_id=1 none "$state"
        """)
    try tmux.waitForBothUp()
    try tmux.send("5", "e")
    let host = ProcessInfo.processInfo.hostName.split(separator: ".")[0]
    try tmux.waitFor("what is to be known") { screen in
      screen.contains("is on a network file system (FUSE); this machine uses history-\(host)")
        && screen.contains("Permission denied") && screen.contains("not recording")
    }
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
    let errors = try stage.bench.read("errors")
    #expect(errors.contains("history: open: Permission denied (\(stage.bench.home.path)/"))
  }

  @Test func aLockedFileIsToldAndWrittenLater() throws {
    let stage = try ScreenTests.Stage()
    try record(stage)
    var database: OpaquePointer?
    defer { sqlite3_close_v2(database) }
    try #require(sqlite3_open(file(stage), &database) == SQLITE_OK)
    try #require(sqlite3_exec(database, "BEGIN IMMEDIATE", nil, nil, nil) == SQLITE_OK)
    let tmux = try stage.start(columns: 140, rows: 40)
    try tmux.waitFor("what is wrong") { screen in
      screen.contains("not recording") && screen.contains("locked by another program")
    }
    try tmux.waitForBothUp()
    try stage.failAndRecover(tmux)
    try #require(sqlite3_exec(database, "COMMIT", nil, nil, nil) == SQLITE_OK)
    try tmux.waitFor("the record") { screen in
      screen.contains("this instance is now recording") && !screen.contains("not recording")
    }
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
    #expect(try stage.failovers(in: stage.bench.run("history", "--json").output) == 2)
  }

  @Test(arguments: [
    ("PRAGMA user_version = 99", "newer version (99;"),
    (
      "PRAGMA application_id = 0; ALTER TABLE session RENAME TO bookmarks",
      "belongs to another program"
    ),
  ])
  func aFileThatIsNotOursIsToldAndLeftAlone(change: String, words: String) throws {
    let stage = try ScreenTests.Stage()
    try record(stage)
    try execute(change, in: file(stage))
    let before = try Data(contentsOf: URL(fileURLWithPath: file(stage)))
    let tmux = try stage.start(columns: 140, rows: 40)
    try tmux.waitFor("what is wrong") { screen in
      screen.contains("not recording") && screen.contains(words)
    }
    try tmux.waitForBothUp()
    try stage.failAndRecover(tmux)
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
    let told = try stage.bench.run("history")
    #expect(told.code == 1)
    #expect(told.errors.contains(words))
    #expect(told.errors.hasSuffix("away (\(file(stage)))\n"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: file(stage))) == before)
  }

  /// Cut off in its middle: set aside, what can be read of its failovers goes on.
  @Test func aTruncatedFileIsSetAsideAndItsFailoversGoOn() throws {
    let stage = try ScreenTests.Stage()
    try record(stage)
    let size = try #require(
      try FileManager.default.attributesOfItem(atPath: file(stage))[.size] as? Int)
    try #require(truncate(file(stage), off_t(size - 4096)) == 0)
    let tmux = try stage.start(columns: 140, rows: 40)
    try tmux.waitFor("what happened to it") { screen in
      screen.contains("damaged file kept as history.sqlite.damaged-")
        && screen.contains("failovers among them") && !screen.contains(" 0 failovers")
    }
    try tmux.waitForBothUp()
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
    #expect(try stage.failovers(in: stage.bench.run("history", "--json").output) == 1)
  }

  /// The program is stopped for longer than three intervals, as it is while the machine sleeps: a gap, told as such,
  /// and neither an outage nor a failover.
  @Test func aStopIsAGapAndNoOutage() throws {
    let stage = try ScreenTests.Stage()
    let tmux = try stage.start(columns: 140, rows: 40)
    try tmux.waitForBothUp()
    let id = try tmux.child()
    // Meanwhile the mirror fails: nobody saw it.
    #expect(kill(id, SIGSTOP) == 0)
    stage.first.fault = .answer(.status(502))
    _ = try CommandResult("/bin/sleep", ["4"], environment: [:])
    stage.first.fault = .none
    #expect(kill(id, SIGCONT) == 0)
    try tmux.waitFor("the gap") { $0.contains("goproxytop was stopped") }
    try tmux.waitForBothUp()
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
    let told = try stage.bench.run("history", "--json")
    #expect(try stage.failovers(in: told.output) == 0)
    let object = try JSONSerialization.jsonObject(with: Data(told.output.utf8)) as? [String: Any]
    let gaps = try #require(object?["gaps"] as? [[String: Any]])
    #expect(gaps.map { $0["kind"] as? String } == ["stopped"])
    let length = try #require(gaps.first?["length_ms"] as? Double)
    #expect(length >= 4000)
    let text = try stage.bench.run("history").output
    #expect(text.contains("not measured") && text.contains("goproxytop was stopped"))
  }
}
