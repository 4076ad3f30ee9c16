import GoRules
import Health
import Record
import Text

/// What the dashboard itself knows: where the user is and what is open. It has one owner, takes keys
/// and gives actions; what it shows of the model comes in as a `Snapshot`.
package struct DashboardState: Sendable {
  package var settings: DashboardSettings {
    didSet { if let language { settings.language = language } }
  }
  /// Chosen since the start, and so winning over the settings; nil: theirs.
  var language: Language? {
    didSet { if let language { settings.language = language } }
  }
  /// Clicks and the wheel are ours; else the terminal's.
  package var takesMouse: Bool
  package internal(set) var preferences: Preferences
  /// The comparison that was requested; nil before.
  package var pickTable: PickTable?
  /// What the mirrors told that are compared, as far as it has come; empty before.
  package var comparisons: [Mirror.ID: MirrorComparison] = [:]
  /// What the real go was found to do, where it was asked; nil before.
  package var hearing: Hearing?
  /// What the doctor has found, where it was called; nil before.
  package var consultation: Consultation?
  /// The go commands that run; nil: not looked for yet.
  package var goProcesses: Seen?
  /// The change that undo would make; nil where there is nothing to undo.
  package var undo: ChainProposal?
  /// What there is to undo is known: the record was read.
  package var isUndoKnown = true
  /// The cure that was asked for, and the change of GOPROXY that it is; nil before.
  package internal(set) var fix: Fix?
  /// The change that a profile of the configuration is, where one was asked for; nil before.
  package internal(set) var profile: ChainProposal?
  /// Whether the snapshots handed in are of now or of the past.
  package var position: Position = .live
  /// When the frame is drawn, on the clock of the messages: a past snapshot does not tell; nil: as it does.
  package var frameTime: Timestamp?
  /// Where on record that past is; nil: now, or not known.
  package var placeOnRecord: PlaceOnRecord?
  /// What is to be said of the history all the time; nil where this program keeps it, or none is wanted.
  package var record: HistoryMark?
  package var themeName: String

  /// The mirror that letters act on; nil: the first of the table.
  package internal(set) var selection: Mirror.ID?
  /// The mirrors that the user has marked, in the table or filtered out of it.
  package internal(set) var marked: Set<Mirror.ID> = []
  /// What is shown while the display is frozen; nil while it is not.
  package internal(set) var frozen: Snapshot?
  /// What the bottom line says; a note for as long as `noteSpan`.
  package internal(set) var message: Message?
  /// When it was said; nil: by a key, and not shown yet.
  var messageAt: Timestamp?
  /// The program's own lines in the event log, newest first, at most `logLimit`.
  package internal(set) var log: [LogLine] = []

  /// What the table is filtered by: part of a name, URL or group, or a state; after `!` what it hides.
  package internal(set) var filter = ""
  /// What a click on a heading made of the order of the table, until a key sorts or the session ends: an accident is
  /// not remembered.
  var clickedOrder: TableOrder?
  var overlay: Overlay?
  /// The first line shown of the panels that are lists to be read.
  var scroll: [Panel: Int] = [:]
  /// The marked line of those whose lines can be gone to; the newest where there is none.
  var lineMarks: [Panel: ListMark] = [:]
  /// The panel that the opened detail goes back to; nil where it was not opened by Enter.
  var returnTo: Panel?

  static let logLimit = 200
  /// How long a note stands.
  static let noteSpan = Duration.seconds(8)

  /// What the bottom line says at `now`.
  func message(at now: Timestamp) -> Message? {
    guard let message, [.note, .aside].contains(message.kind), let messageAt else { return message }
    return now.since(messageAt) < Self.noteSpan ? message : nil
  }

  /// Where in time the shown snapshot is.
  package enum Position: Sendable, Hashable {
    case live
    case past
  }

  /// How the history is kept, where that is not as usual.
  package enum HistoryMark: Sendable, Hashable {
    /// Another instance keeps it.
    case elsewhere
    /// Nothing can be written.
    case failing
  }

  /// A proved cure and what writes it.
  package struct Fix: Sendable, Hashable {
    package var cure: Cure
    package var proposal: ChainProposal
  }

  /// A run of the real go.
  package enum Hearing: Sendable, Hashable {
    case running
    case ended(RefereeReport)
    case failed(Sentence)
  }

  /// What a look at the go commands that run has shown.
  package enum Seen: Sendable, Hashable {
    case processes([GoProcess])
    case failed(Sentence)
  }

  /// A line for the user.
  package struct Message: Sendable, Hashable {
    /// How it is set, and how long it stays.
    package enum Kind: Sendable, Hashable {
      case note, warning, error
      /// Nothing that the user did or must know: it takes no other message's place.
      case aside
    }
    package var kind: Kind
    package var sentence: Sentence

    package init(_ kind: Kind, _ sentence: Sentence) {
      self.kind = kind
      self.sentence = sentence
    }
  }

  /// Something the program did, for the event log.
  package struct LogLine: Sendable, Hashable {
    package var at: Timestamp
    package var message: Message
  }

  package init(
    settings: DashboardSettings = DashboardSettings(), preferences: Preferences = Preferences(),
    themeName: String = Theme.terminal.name
  ) {
    self.settings = settings
    self.preferences = preferences
    self.themeName = themeName
    takesMouse = preferences.mouse
  }

  /// Asks whether the change that puts this mirror first is to be made, as if it had been picked.
  package mutating func confirm(_ row: PickTable.Row) {
    pickTable = PickTable(isFinished: true, rows: [row])
    overlay = .pick(Overlay.Pick(selection: row.id, confirming: row.proposal))
  }

  /// Asks whether the cure is to be written.
  package mutating func confirm(_ cure: Cure, _ proposal: ChainProposal) {
    fix = Fix(cure: cure, proposal: proposal)
    overlay = .change(.fix, scroll: 0)
  }

  /// Asks whether a profile is to be written.
  package mutating func confirm(profile proposal: ChainProposal) {
    profile = proposal
    overlay = .change(.profile, scroll: 0)
  }

  /// Time has passed: a note is gone after `noteSpan`, one that a key brought, too.
  package mutating func timePassed(until now: Timestamp) {
    guard let shown = message, [.note, .aside].contains(shown.kind) else { return }
    if messageAt == nil { messageAt = now }
    if message(at: now) == nil { (message, messageAt) = (nil, nil) }
  }

  /// Shows `message` in the bottom line until the next key (an error until Esc, a note for some seconds) and keeps it in
  /// the log.
  package mutating func show(_ message: Message, at now: Timestamp) {
    if message.kind != .aside || [nil, .aside].contains(self.message(at: now)?.kind) {
      self.message = message
      messageAt = now
    }
    keep(message, at: now)
  }

  /// Keeps `message` in the log alone.
  package mutating func keep(_ message: Message, at now: Timestamp) {
    log.insert(LogLine(at: now, message: message), at: 0)
    if log.count > Self.logLimit { log.removeLast() }
  }
}
