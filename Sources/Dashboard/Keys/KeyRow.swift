import Health
import Text

/// A key of the dashboard: all that help, footer, README, man page and template say of it, and what it does.
package struct KeyRow: Sendable {
  /// The keys where the configuration says nothing; the first is the one that footer and messages name.
  package let keys: [Key]
  /// For the footer.
  let short: Phrase
  /// For help and README.
  let long: Phrase
  /// It may lead to a change of GOPROXY; the user is asked first.
  let writes: Bool
  let perform: Handler

  typealias Handler = @Sendable (inout DashboardState, KeyContext) -> [DashboardAction]

  init(
    _ keys: Key..., short: Phrase, long: Phrase, writes: Bool = false,
    perform: @escaping Handler
  ) {
    self.keys = keys
    self.short = short
    self.long = long
    self.writes = writes
    self.perform = perform
  }

  /// Of a key that goes to a panel.
  init(_ key: Key, panel: Panel) {
    let title = panel.title
    self.init(
      key, short: title, long: Phrase("\(title.english) panel", "“\(title.chinese)”面板")
    ) { state, _ in state.changePanel { $0.focus(panel) } }
  }
}

struct KeyContext {
  /// The newest snapshot.
  let snapshot: Snapshot
  /// The one that the user sees: the newest, or the frozen one.
  let shown: Snapshot
  let size: Size
}

extension KeyAction {
  /// What it does, for the help and the README.
  package func help(in language: Language) -> String {
    let text = language.say(row.long)
    return row.writes ? language.say(Phrase("{} (asks first)", "{}（先询问）"), text) : text
  }

  /// The panel that it goes to; nil for any other action.
  var panel: Panel? {
    switch self {
    case .panelChain: .chain
    case .panelMirrors: .mirrors
    case .panelDetail: .detail
    case .panelFailovers: .failovers
    case .panelEvents: .events
    case .panelAdvice: .advice
    default: nil
    }
  }
}
