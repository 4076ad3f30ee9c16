import Health
import Platform

/// `replay`: the dashboard begins in the past and plays the history, until the user goes elsewhere or now is reached.
struct ReplayCommand: Sendable {
  let program: Program

  private static let standardSpeed = 60.0

  func run() throws -> ExitCode {
    _ = try program.historyFolder(program.configuration())
    let from = SystemClock.now().wall - (program.options.since ?? .seconds(3600))
    let playing = App.Playing(from: from, speed: program.options.speed ?? Self.standardSpeed)
    return try DashboardCommand(program: program, story: nil, playing: playing).run()
  }
}
