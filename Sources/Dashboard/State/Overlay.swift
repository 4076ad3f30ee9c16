import Health

/// What lies over the panels and takes the keys first.
enum Overlay: Sendable, Hashable {
  case help(Help)
  case filter(LineEditor, before: String)
  case command(LineEditor)
  /// The theme under the cursor is previewed; `original` comes back with Esc.
  case themes(index: Int, original: String)
  case pick(Pick)
  case compare(Compare)
  /// What the real go does; the first line shown.
  case referee(scroll: Int)
  /// What the doctor says; the first line shown.
  case doctor(scroll: Int)
  /// The go commands that run; the first line shown.
  case goProcesses(scroll: Int)
  /// What the gateway does; the first line shown.
  case gateway(scroll: Int)
  case choice(Choice)
  /// Old and new value are shown; Enter makes the change.
  case change(Change, scroll: Int)

  /// A change of GOPROXY that a key offers.
  enum Change: Sendable, Hashable {
    case fix, undo, profile
  }

  struct Help: Sendable, Hashable {
    /// Whose keys are told first.
    var panel: Panel
    /// The first line shown.
    var scroll = 0
    /// Only what has this in it, of all panels; empty: all.
    var search = LineEditor()
    /// Keys go into `search`.
    var isSearching = false

    init(panel: Panel) { self.panel = panel }
  }

  /// Mirrors side by side.
  struct Compare: Sendable, Hashable {
    var mirrors: [Mirror.ID]
    /// The first of them that is shown, and the first line.
    var column = 0
    var scroll = 0
  }

  struct Pick: Sendable, Hashable {
    /// The row; nil: the best.
    var selection: Mirror.ID?
    /// The proposal with the advised separators.
    var advised = false
    /// Old and new value and the command are shown; Enter applies just that, whatever is measured meanwhile.
    var confirming: ChainProposal?
    /// The first line shown of that.
    var scroll = 0
  }
}
