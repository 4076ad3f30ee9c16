import Dashboard
import GoRules
import Text

/// What `use profile NAME` comes to.
enum ProfilePick {
  case change(ChainProposal)
  /// There is no such profile.
  case refusal(Sentence)
  /// GOPROXY has that value.
  case none(Sentence)

  init(_ name: String, in configuration: Configuration, writer: SettingWriter) {
    let shown = Sentence.Argument.text(ServerText(name, limit: 60).text)
    let names = configuration.profiles.map(\.name)
    guard let profile = configuration.profiles.first(where: { $0.name == name }) else {
      let nearest = Suggestion.nearest(to: name, among: names)
      self = .refusal(
        names.isEmpty
          ? Sentence(.noProfiles)
          : nearest.map { Sentence(.noProfileNamedNear, shown, .text(ServerText($0).text)) }
            ?? Sentence(.noProfileNamed, shown))
      return
    }
    self =
      writer.current == profile.goproxy
      ? .none(Sentence(.profileHolds, shown)) : .change(writer.proposal(profile.goproxy))
  }
}
