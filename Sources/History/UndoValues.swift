import Glibc
import GoRules
import Health
import Platform

/// What `undo` needs and the record does not hold: values of GOPROXY with their passwords, of the last changes only.
///
/// A file of its own (mode 0600) beside the record; one change a line: wall time in microseconds, the env file, before
/// and after, with tabs between.
struct UndoValues: Sendable {
  /// How many changes are kept, and how long.
  static let limit = 10
  static let lifetime = Duration.seconds(30 * 86_400)

  private let path: String

  /// Those beside the record at `path`.
  init(besideRecord path: String) { self.path = path + ".undo" }

  /// The same change without passwords, as the record may hold it.
  static func redacted(_ change: SettingChange) -> SettingChange {
    var shown = change
    shown.before = change.before.map(Redaction.list)
    shown.after = change.after.map(Redaction.list)
    return shown
  }

  /// Keeps what `redacted` takes out; nothing where it takes out nothing.
  /// - Throws: where the file cannot be written.
  func keep(_ change: SettingChange, at now: Duration) throws(HistoryError) {
    if Self.redacted(change) == change { return }
    try write([change] + read().filter { $0.key != change.key }, at: now)
  }

  /// The changes of the record with their passwords, as far as those are still kept.
  func restored(_ changes: [SettingChange], at now: Duration) -> [SettingChange] {
    let kept = Dictionary(
      Self.current(read(), at: now).map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    if kept.isEmpty { return changes }
    return changes.map { change in
      guard let whole = kept[change.key], Self.redacted(whole) == change else { return change }
      return whole
    }
  }

  /// Drops what is too old.
  func prune(at now: Duration) {
    let all = read()
    if Self.current(all, at: now).count < all.count { try? write(all, at: now) }
  }

  /// Newest first. A clock that was set back makes nothing old.
  private static func current(_ changes: [SettingChange], at now: Duration) -> [SettingChange] {
    changes.filter { now - $0.at.wall <= lifetime }.sorted { $0.at.wall > $1.at.wall }
      .prefix(limit).map { $0 }
  }

  private func read() -> [SettingChange] {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return [] }
    defer { close(file) }
    // Ten values of GOPROXY, each as long as an argument can be.
    var bytes = [UInt8](repeating: 0, count: 1 << 22)
    let count = Glibc.read(file, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: "\n")
      .compactMap { SettingChange(line: $0) }
  }

  private func write(_ changes: [SettingChange], at now: Duration) throws(HistoryError) {
    let kept = Self.current(changes, at: now)
    if kept.isEmpty {
      unlink(path)
      return
    }
    let draft = path + ".new"
    unlink(draft)
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw HistoryError(system: errno, operation: "keep for undo") }
    defer { close(file) }
    let code = Descriptor.writeAll(Array(kept.map(\.line).joined().utf8), to: file)
    guard code == 0, fsync(file) == 0, rename(draft, path) == 0 else {
      let code = code == 0 ? errno : code
      unlink(draft)
      throw HistoryError(system: code, operation: "keep for undo")
    }
  }
}

extension SettingChange {
  /// What names a change, with and without passwords.
  fileprivate var key: String { "\(at.wall.microseconds) \(file)" }

  fileprivate var line: String {
    let fields = [file, before, after].map { $0.map { "=" + Self.escaped($0) } ?? "" }
    return ([String(at.wall.microseconds)] + fields).joined(separator: "\t") + "\n"
  }

  /// Reads `line`; nil where it is none.
  fileprivate init?(line: Substring) {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard fields.count == 4, let time = Int64(fields[0]), StoredRange.time.contains(time),
      fields[1].first == "="
    else { return nil }
    let values = fields[1...].map { $0.first == "=" ? Self.unescaped($0.dropFirst()) : nil }
    let at = Duration.microseconds(time)
    self.init(
      at: Timestamp(monotonic: at, wall: at), before: values[1], after: values[2],
      file: values[0] ?? "")
  }

  /// Tabs, line ends and `%` as `%XX`.
  private static func escaped(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\t", with: "%09").replacing("\n", with: "%0A")
      .replacing("\r", with: "%0D")
  }

  private static func unescaped(_ text: Substring) -> String {
    String(text).replacing("%0D", with: "\r").replacing("%0A", with: "\n")
      .replacing("%09", with: "\t").replacing("%25", with: "%")
  }
}
