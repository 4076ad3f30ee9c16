/// A kind of request that the go command makes of a proxy.
///
/// The raw value is the word used on the screen, in JSON, on the command line and in the history.
package enum RequestKind: String, Sendable, Hashable, CaseIterable, Codable {
  /// `<module>/@v/list`: the known versions.
  case list
  /// `<module>/@latest`: the newest version of a module without tagged ones.
  case latest
  /// `<module>/@v/<version>.info`: JSON with version and time.
  case info
  /// `<module>/@v/<version>.mod`: the go.mod file.
  case mod
  /// `<module>/@v/<version>.zip`: the sources.
  case zip
  /// `sumdb/<name>/supported`: does the proxy also carry the checksum database?
  case sumdb

  /// `go mod download m@v` asks for it: the version is known, and so no list is needed.
  package var isDownloaded: Bool { self != .list && self != .latest }
}
