import Dashboard
import Text

extension Configuration {
  /// A configuration file in which every key has its default and its explanation: the defaults are
  /// written out, what is not set by default is commented out.
  static var template: String {
    let defaults = Configuration()
    var text = """
      # Configuration of goproxytop. Every key is optional; the values below are the defaults.
      # Reloaded when the file is saved, and on SIGHUP.

      """
    var table: String?
    for key in ConfigurationKey.all {
      if key.table != table, let name = key.table { text += "\n[\(name)]" }
      table = key.table
      let comment = key.comment.split(separator: "\n").map { "# \($0)\n" }.joined()
      let value = key.write(defaults)
      let line = value.map { "\(key.name) = \($0)" } ?? "# \(key.name) = \(key.example)"
      text += "\n\(comment)\(line)\n"
    }
    return text + keysTemplate + profileTemplate + mirrorTemplate
  }

  private static var keysTemplate: String {
    var text = """

      # Key bindings. Binding a key to one action removes it from any other.
      [keys]

      """
    for binding in KeyBindings.standard.table {
      let names = binding.keys.compactMap(\.name).map(\.toml).joined(separator: ", ")
      text += "\(binding.action.rawValue) = [\(names)]\n"
    }
    return text
  }

  private static var profileTemplate: String {
    let example = "https://athens.example.com|https://proxy.golang.org,direct"
    return """

      # Chains by name: goproxytop use profile office, or :use profile office in the dashboard.
      [profiles]
      # office = \(example.toml)

      """
  }

  private static var mirrorTemplate: String {
    let keys = MirrorKey.allCases.map { "# \($0.rawValue) = \($0.example.toml)\n" }.joined()
    return """

      # More mirrors to watch besides those in the chain. Mirrors of one group are listed under its name;
      # those of the group "private" keep their place in the chain when another mirror is put first.
      # [[mirror]]
      \(keys)
      """
  }
}
