import Foundation

/// A folder that is there until it is removed.
struct TemporaryFolder {
  let path: String

  init() throws {
    let parent = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
    var name = Array("\(parent)/differential-XXXXXX".utf8CString)
    guard let made = mkdtemp(&name) else { throw DifferentialError("no folder in \(parent)") }
    path = String(cString: made)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
