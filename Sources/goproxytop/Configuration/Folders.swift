/// Where the program's files lie (XDG Base Directory Specification).
struct Folders: Sendable {
  /// `$XDG_CONFIG_HOME/goproxytop`; nil without a home.
  var configuration: String?
  /// `$XDG_STATE_HOME/goproxytop`; nil without a home.
  var state: String?
  /// `$XDG_RUNTIME_DIR/goproxytop`, or the state folder.
  var runtime: String?

  /// A variable that holds no absolute path counts as unset, as the specification asks.
  init(environment: [String: String]) {
    func absolute(_ name: String) -> String? {
      environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    let home = absolute("HOME")
    configuration = (absolute("XDG_CONFIG_HOME") ?? home.map { "\($0)/.config" })
      .map { "\($0)/goproxytop" }
    state = (absolute("XDG_STATE_HOME") ?? home.map { "\($0)/.local/state" })
      .map { "\($0)/goproxytop" }
    runtime = absolute("XDG_RUNTIME_DIR").map { "\($0)/goproxytop" } ?? state
  }

  var configurationFile: String? { configuration.map { "\($0)/config.toml" } }
  var themes: String? { configuration.map { "\($0)/themes" } }
}
