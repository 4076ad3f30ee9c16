import GoRules

/// A failure cause as three columns: a word that never changes, and what belongs to it.
struct StoredCause: Sendable, Hashable {
  var word: String
  var number: Int64?
  var detail: String?

  init(_ word: String, number: Int64? = nil, detail: String? = nil) {
    self.word = word
    self.number = number
    self.detail = detail
  }

  init(_ cause: FailureCause) {
    self.init(cause.code.rawValue, number: cause.number.map(Int64.init), detail: cause.detail?.text)
  }

  /// The cause; a word of a newer program becomes `other` with that word.
  var cause: FailureCause {
    guard let code = FailureCause.Code(rawValue: word) else { return .other(ServerText(word)) }
    return FailureCause(
      code, number: number.map { Int(clamping: $0) }, detail: detail.map { ServerText($0) })
  }
}
