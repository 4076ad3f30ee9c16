import Foundation
import MirrorLab
import Testing

/// Builds while mirrors are killed, reset, cut short, slowed and healed under them, one of three being sound at any time.
///
/// `STORM_SECONDS=300` makes it as long as that; see README.
@Suite(.ownThreads, .timeLimit(.minutes(20))) struct GatewayStormTests {
  /// Some zips are long enough to be broken off on their way.
  private static let modules = (0..<200).map {
    LabModule("example.com/s\($0)", "v1.0.0", padding: $0 % 10 == 0 ? 300_000 : 2000)
  }

  private static func change(_ mirrors: [LabMirror], _ sound: inout Int, silence: Bool) {
    // The sound one changes first, so that there is one at any time.
    if Int.random(in: 0..<4) == 0 {
      sound = Int.random(in: 0..<mirrors.count)
      mirrors[sound].fault = .none
      mirrors[sound].delays = .none
    }
    let index = Int.random(in: 0..<mirrors.count)
    guard index != sound else { return }
    mirrors[index].delays = .none
    switch Int.random(in: 0..<(silence ? 10 : 7)) {
    case 0: mirrors[index].fault = .refused
    case 1: mirrors[index].fault = .answer(.reset)
    case 2: mirrors[index].fault = .status(502)
    case 3: mirrors[index].fault = .answer(.closed)
    case 4:
      mirrors[index].fault = .none
      mirrors[index].delays = Delays(firstByte: .milliseconds(Int64.random(in: 500...4000)))
    case 5: mirrors[index].fault = .answer(.truncatedBody)
    case 7: mirrors[index].fault = .acceptAndSilence
    case 8: mirrors[index].fault = .answer(.silence)
    case 9: mirrors[index].fault = .answer(.stalledBody)
    default: mirrors[index].fault = .none
    }
  }

  /// With what passes through, silence is among it.
  @Test(arguments: [nil, "\"all\""])
  func noBuildFailsThatOneMirrorWouldHaveServed(passThrough: String?) throws {
    let seconds = ProcessInfo.processInfo.environment["STORM_SECONDS"].flatMap(Double.init) ?? 15
    let all = Self.modules.map { "\($0.path)@\($0.version)" }
    let stage = try GatewayStage(
      [Self.modules, Self.modules, Self.modules],
      separator: ",",
      options: ["--canary", all[0]], passThrough: passThrough)
    let end = Date(timeIntervalSinceNow: seconds)
    var (builds, longest, sound, isKilled, isAlone) = (0, 0.0, 0, false, false)
    repeat {
      let build = try stage.start(
        ["mod", "download"], requiring: Self.modules.map { "\($0.path) \($0.version)" },
        more: ["GOMAXPROCS": "8"])
      while !build.hasEnded, Date().timeIntervalSince(build.startedAt) < 120 {
        var nothing = pollfd(fd: -1, events: 0, revents: 0)
        poll(&nothing, 1, Int32.random(in: 50...700))
        // Half-way through the gateway itself is gone for a build, and the list alone has no faults to get past.
        if !isKilled, Date().timeIntervalSince(end) > -seconds / 2 {
          for mirror in stage.mirrors { (mirror.fault, mirror.delays) = (.none, .none) }
          stage.process.signal(SIGKILL)
          (isKilled, isAlone) = (true, true)
        }
        if !isAlone { Self.change(stage.mirrors, &sound, silence: passThrough != nil) }
      }
      longest = max(longest, Date().timeIntervalSince(build.startedAt))
      let run = build.finish()
      #expect(run.code == 0, "\(run.errors.suffix(2000))")
      let verified = try build.follow("mod", "verify")
      #expect(verified.output == "all modules verified\n", "\(verified.output)\(verified.errors)")
      builds += 1
      if isAlone { try stage.replace(by: SIGKILL) }
      isAlone = false
    } while Date() < end
    // Each of three may be silent for two seconds, and those who failed lately for up to five once more.
    let answers = try stage.logged("all requests") { !$0.isEmpty }
    let slowest = answers.compactMap { $0["ms"] as? Double }.max() ?? 0
    #expect(slowest < 12_000)
    let cut = answers.count { $0["end"] as? String ?? "complete" != "complete" }
    let name = "gateway storm, pass_through = \(passThrough ?? "false")"
    print("\(name): \(answers.count) answers, the last after \(Int(slowest)) ms, \(cut) cut off")
    print("\(name): \(builds) builds of 200 modules, the longest \(longest) s")
  }
}
