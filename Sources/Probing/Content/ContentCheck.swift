import GoRules
import Health

/// What an answer that came whole means to go, and what a person should know of it besides.
package struct ContentCheck {
  package var outcome: RequestOutcome
  package var warning: ProbeResult.ContentWarning?
  package var serverText: ServerText?
  /// The SHA-256 of a sound zip.
  package var zipDigest: [UInt8]?
  /// Of a `.mod` or zip that go would take, where it is asked for.
  package var sum: ModuleSum?
  /// The greatest versions of `@v/list`, or the one of `@latest`, where they are asked for.
  package var versions: [ListedVersion] = []
  /// The list has more.
  package var hasMoreVersions = false
  /// What go says to content that it does not take, after `go: m@v: `.
  package var goText: String?
  /// What go shows of an error's body, parted by a line end and a tab; empty for nothing.
  package var detail = ""

  package init(outcome: RequestOutcome) { self.outcome = outcome }
}
