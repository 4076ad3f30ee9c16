import Foundation
import MirrorLab
import Testing

/// The wall clock is set while the dashboard records: told, no outage, and nothing of what was recorded is lost.
@Suite(.ownThreads, .serialized, .timeLimit(.minutes(5))) struct HistoryClockTests {
  /// The system's clock is everybody's: this program alone is shown another one, ahead by the seconds in a file.
  private static let shownClock = """
    #define _GNU_SOURCE
    #include <stdio.h>
    #include <stdlib.h>
    #include <sys/syscall.h>
    #include <time.h>
    #include <unistd.h>

    int clock_gettime(clockid_t clock, struct timespec *time) {
      int result = syscall(SYS_clock_gettime, clock, time);
      if (clock != CLOCK_REALTIME || result != 0) return result;
      FILE *file = fopen(getenv("SECONDS_AHEAD"), "r");
      long ahead = 0;
      if (file) {
        if (fscanf(file, "%ld", &ahead) == 1) time->tv_sec += ahead;
        fclose(file);
      }
      return result;
    }
    """

  @Test func aClockThatIsSetIsToldAndLosesNothing() throws {
    let stage = try ScreenTests.Stage()
    let home = stage.bench.home.path
    try stage.bench.write(Self.shownClock, to: "clock.c")
    let built = try CommandResult(
      "/usr/bin/cc", ["-shared", "-fPIC", "-o", home + "/clock.so", home + "/clock.c"],
      environment: ["PATH": "/usr/bin:/bin"])
    try #require(built.code == 0, "\(built.errors)")
    try stage.bench.write("0", to: "ahead")
    let wrapper = "env LD_PRELOAD=\(home)/clock.so SECONDS_AHEAD=\(home)/ahead"
    let tmux = try stage.start(columns: 140, rows: 40, through: wrapper)
    try stage.bothUp(tmux)
    try stage.failAndRecover(tmux)

    try stage.bench.write("-7200", to: "ahead")
    try tmux.waitFor("the clock set back") { $0.contains("the clock was set back by 2h") }
    try stage.failAndRecover(tmux)
    // What happened before has a time that is still to come by this clock.
    let told = try CommandResult(
      "/usr/bin/env",
      [
        "LD_PRELOAD=\(home)/clock.so", "SECONDS_AHEAD=\(home)/ahead", ProgramBench.path, "history",
        "--json",
      ], environment: stage.bench.environment())
    #expect(try stage.failovers(in: told.output) == 2)
    try tmux.send("4", "e")
    try tmux.waitFor("both failovers") { screen in
      screen.components(separatedBy: "\(stage.firstName) ▶ \(stage.secondName)").count == 3
    }
    try tmux.send("e")

    try stage.bench.write("0", to: "ahead")
    try tmux.waitFor("the clock set ahead") { screen in
      screen.contains("nothing was measured for 2h: the machine slept, or its clock was set ahead")
    }
    try stage.bothUp(tmux)
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }

    let json = try stage.bench.run("history", "--json").output
    #expect(try stage.failovers(in: json) == 2)
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let gaps = try #require(object?["gaps"] as? [[String: Any]])
    #expect(Set(gaps.compactMap { $0["kind"] as? String }) == ["set_back", "asleep"])
    // The two outages, and none for the hours that never were.
    let outages = try #require(object?["outages"] as? [[String: Any]])
    let lengths = outages.filter { $0["subject"] as? String == stage.first.url }
      .compactMap { $0["length_ms"] as? Double }
    #expect(lengths.count == 2 && lengths.allSatisfy { $0 < 60_000 })
  }
}
