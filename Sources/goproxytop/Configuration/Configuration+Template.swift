import Dashboard
import Text

extension Configuration {
  /// A configuration file in which every key has its default and its explanation: the defaults are
  /// written out, what is not set by default is commented out.
  static var template: String {
    let defaults = Configuration()
    var text = """
      # Configuration of goproxytop. Every key is optional; what is written here is the default.
      # Read at the start, and again when the file is saved and on SIGHUP.

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
    return text + keysTemplate + mirrorTemplate
  }

  private static var keysTemplate: String {
    var text = """

      # What each key does. A key that is given to one action is taken from any other.
      [keys]

      """
    for binding in KeyBindings.standard.table {
      let names = binding.keys.compactMap(\.name).map(\.toml).joined(separator: ", ")
      text += "\(binding.action.rawValue) = [\(names)]\n"
    }
    return text
  }

  private static var mirrorTemplate: String {
    """

    # Mirrors to watch beside those of the chain, as many as wanted. Those of one group stand under its
    # name; `use` and the pick leave the place of the group "private" in the chain as it is.
    # [[mirror]]
    # name = "athens"
    # url = "https://athens.example.com"
    # group = "private"
    # canary = "example.com/private/module@v1.0.0"

    """
  }
}
