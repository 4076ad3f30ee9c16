/// The settings of GODEBUG: `name=value`, separated by commas; the last of a name counts (internal/godebug).
struct GoDebug: Sendable, Hashable {
  private var values: [String: String] = [:]

  init(_ text: String) {
    for setting in text.split(separator: ",") {
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { values[String(parts[0])] = String(parts[1]) }
    }
  }

  /// "" where it is not set.
  subscript(name: String) -> String { values[name] ?? "" }
}
