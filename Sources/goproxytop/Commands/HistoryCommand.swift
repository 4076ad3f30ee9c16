import History
import ProxyHealth
import Terminal

/// `history`: failovers and outages on record, and how well each mirror did.
struct HistoryCommand: Sendable {
  let program: Program

  func run() throws -> ExitCode {
    let configuration = try program.configuration()
    guard let history = program.history(configuration, role: .reader) else {
      throw UsageError("history: none is kept (--no-history, the configuration, or no home)")
    }
    let now = SystemClock.now().wall
    let since = now - (program.options.since ?? .seconds(7 * 86_400))
    let read: Result<RecordedPeriod, HistoryError> = MainThread().run {
      do throws(HistoryError) {
        let period = try await history.period(from: since, until: now)
        await history.close()
        return .success(period)
      } catch {
        await history.close()
        return .failure(error)
      }
    }
    let period: RecordedPeriod
    do { period = try read.get() } catch { throw OperationError("history: \(error)") }
    if program.options.json {
      program.console.print(try JSONOutput.text(HistoryReport(period)))
    } else {
      let text = HistoryText(console: program.console, period: period)
      for line in program.options.csv ? text.csv : text.lines { program.console.print(line) }
    }
    return .served
  }
}
