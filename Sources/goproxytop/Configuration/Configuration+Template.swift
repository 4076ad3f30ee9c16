import Dashboard
import Health
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
    return text + keysTemplate + profileTemplate + mirrorTemplate + hookTemplate
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

  private static var hookTemplate: String {
    let hook = HookSetting(name: "")
    let triggers = HookTrigger.allCases.map(\.rawValue.toml).joined(separator: ", ")
    return """

      # Hooks are told when something happens: a command with JSON on its standard input, a webhook, or this
      # desktop (by notify-send). Of several instances the one that records tells; goproxytop hook test NAME
      # tries one. url and secret may be "$VARIABLE" or "@FILE" instead of the secret itself.
      # [[hook]]
      # name = "chat"
      # Any of \(triggers).
      # on = [\(hook.on.map(\.rawValue.toml).joined(separator: ", "))]
      # url = "$CHAT_WEBHOOK"
      # \(WebhookFormat.allCases.map(\.rawValue.toml).joined(separator: ", ")); secret is for the last two.
      # format = "feishu"
      # secret = "@/etc/goproxytop/feishu-secret"
      # How long it must last before it is told; what is over by then is not.
      # hold = \(hook.hold.toml)
      # The least time between two messages, the time for each attempt, and how often to try again.
      # every = \(hook.every.toml)
      # timeout = \(hook.timeout.toml)
      # retries = 3

      # [[hook]]
      # name = "script"
      # A line for /bin/sh, or a list of words.
      # command = ["/usr/local/bin/on-goproxy", "--page"]

      # [[hook]]
      # name = "me"
      # desktop = true

      """
  }
}
