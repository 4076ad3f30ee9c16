import Dashboard
import GoRules
import Health
import Text

/// The small file from which `status` prints its line without asking anyone: what the dashboard last knew.
///
/// One `key=value` a line. It is written when what it says changes, and every few seconds for the times in it, and to show
/// that someone still measures.
struct StateFile: Sendable {
  /// What the file says.
  struct Content: Sendable, Hashable {
    /// Wall time of the writing.
    var at: Duration
    /// After this long without a new one it is old.
    var freshFor: Duration
    var verdict: Walk.Verdict
    var isLocal: Bool
    /// Of the line.
    var language: Language
    /// The line, plain and with tmux's styles.
    var plain: String
    var tmux: String
    /// The same in the other language; nil of a dashboard that did not tell.
    var other: Other?

    struct Other: Sendable, Hashable {
      var plain: String
      var tmux: String
    }
  }

  /// Where it lies; the folder is made when it is written. Nobody waits for it: what one writing misses the next one
  /// says.
  let file: SavedFile
  private var written: (news: News, at: Duration)?

  /// What is written at once where it changes.
  private struct News: Hashable {
    var freshFor: Duration
    var verdict: Walk.Verdict
    var isLocal: Bool
    var language: Language
    /// Without times.
    var line: String
  }

  /// Between two writings without news.
  private static let interval = Duration.seconds(5)

  init(path: String) { file = SavedFile(path, mode: 0o600, isLasting: false) }

  /// What is to be written at `now`; nil where the file already says so.
  mutating func update(
    _ snapshot: Snapshot, glyphs: GlyphSet, language: Language, at now: Timestamp
  ) -> String? {
    let news = News(
      freshFor: max(.seconds(20), snapshot.interval * 3), verdict: snapshot.verdict,
      isLocal: snapshot.isLocal, language: language,
      line: StatusLine.plain(snapshot, language: language, glyphs: glyphs, withTimes: false))
    if let written, news == written.news, now.wall >= written.at,
      now.wall - written.at < Self.interval
    {
      return nil
    }
    written = (news, now.wall)
    let other = Language.allCases.first { $0 != language } ?? language
    return Content(
      at: now.wall, freshFor: news.freshFor, verdict: news.verdict, isLocal: news.isLocal,
      language: language,
      plain: StatusLine.plain(snapshot, language: language, glyphs: glyphs),
      tmux: StatusLine.tmux(snapshot, language: language, glyphs: glyphs),
      other: Content.Other(
        plain: StatusLine.plain(snapshot, language: other, glyphs: glyphs),
        tmux: StatusLine.tmux(snapshot, language: other, glyphs: glyphs))
    ).text
  }
}

extension StateFile.Content {
  /// As the file holds it.
  var text: String {
    """
    at=\(at.components.seconds)
    fresh=\(freshFor.components.seconds)
    verdict=\(verdict.rawValue)
    local=\(isLocal)
    language=\(language.rawValue)
    plain=\(OutputText.harmless(line: plain))
    tmux=\(OutputText.harmless(line: tmux))

    """
      + (other.map {
        """
        other-plain=\(OutputText.harmless(line: $0.plain))
        other-tmux=\(OutputText.harmless(line: $0.tmux))

        """
      } ?? "")
  }

  /// The line in `wanted`, as far as the dashboard has told it.
  func line(in wanted: Language?, tmux isTmux: Bool) -> String {
    guard let other, let wanted, wanted != language else { return isTmux ? tmux : plain }
    return isTmux ? other.tmux : other.plain
  }

  /// The file is whatever somebody wrote: times up to the year 2200.
  private static let seconds: ClosedRange<Int64> = 0...7_258_118_400

  /// Reads `text`; nil where something is missing, or cannot be.
  init?(text: String) {
    var values: [Substring: String] = [:]
    for line in text.split(separator: "\n") {
      guard let equals = line.firstIndex(of: "=") else { continue }
      values[line[..<equals]] = String(line[line.index(after: equals)...])
    }
    guard let at = values["at"].flatMap(Int64.init), Self.seconds.contains(at),
      let fresh = values["fresh"].flatMap(Int64.init), Self.seconds.contains(fresh),
      let verdict = values["verdict"].flatMap(Walk.Verdict.init), let plain = values["plain"],
      let tmux = values["tmux"]
    else { return nil }
    self.at = .seconds(at)
    freshFor = .seconds(fresh)
    self.verdict = verdict
    isLocal = values["local"] == "true"
    language = values["language"].flatMap(Language.init(rawValue:)) ?? .english
    self.plain = plain
    self.tmux = tmux
    if let plain = values["other-plain"], let tmux = values["other-tmux"] {
      other = Other(plain: plain, tmux: tmux)
    }
  }
}
