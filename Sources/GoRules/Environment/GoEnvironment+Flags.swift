extension GoEnvironment {
  /// The value of a flag in GOFLAGS, of which the last counts; nil for none.
  package func flag(_ name: String) -> String? {
    let flags = (try? GoAuthCommand.split(self["GOFLAGS"])) ?? []
    for flag in flags.reversed() {
      let text = flag.dropFirst(flag.hasPrefix("--") ? 2 : 1)
      if flag.hasPrefix("-"), text.hasPrefix(name + "=") {
        return String(text.dropFirst(name.count + 1))
      }
    }
    return nil
  }
}
