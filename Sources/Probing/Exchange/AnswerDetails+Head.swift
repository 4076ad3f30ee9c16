import GoRules
import Health

extension AnswerDetails {
  /// Of so long a field.
  private static let mostCharacters = 80

  /// What `head` and `check` tell, as far as there are any.
  init(_ head: AnswerHead?, _ check: ContentCheck?) {
    self.init()
    func text(_ name: StaticString) -> ServerText? {
      guard let field = head?.field(name) else { return nil }
      let text = String(decoding: field.prefix(8 * Self.mostCharacters), as: UTF8.self)
      return ServerText(text, limit: Self.mostCharacters)
    }
    age = text("age")
    via = text("via")
    cache = text("x-cache")
    retryAfter = text("retry-after")
    keepAlive = text("keep-alive")
    versions = check?.versions ?? []
    hasMoreVersions = check?.hasMoreVersions ?? false
  }
}
