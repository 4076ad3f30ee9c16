import GoRules

/// One line of text being edited.
struct LineEditor: Sendable, Hashable {
  private(set) var text: String
  /// Characters before the cursor.
  private(set) var cursor: Int

  /// More than anyone types; a larger paste is cut.
  static let limit = 500

  init(_ text: String = "") {
    self.text = text
    cursor = text.count
  }

  /// Takes a key of editing; false where it is none.
  mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .paste(let pasted): insert(pasted)
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(text.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = text.count
    case .backspace, .control("h"): remove(cursor - 1..<cursor)
    case .delete, .control("d"): remove(cursor..<cursor + 1)
    case .control("u"): remove(0..<cursor)
    case .control("k"): remove(cursor..<text.count)
    case .control("w"): removeWord()
    default: return false
    }
    return true
  }

  /// Takes a key of a filter that follows each one: what it is then, and the line while it is edited still. Esc brings
  /// back what it was `before`.
  func filtering(_ key: Key, before: String) -> (filter: String, line: LineEditor?) {
    switch key {
    case .enter: return (text, nil)
    case .escape: return (before, nil)
    default:
      var edited = self
      _ = edited.handle(key)
      return (edited.text, edited)
    }
  }

  /// Replaces everything.
  mutating func set(_ text: String) { self = LineEditor(text) }

  var head: String { String(text.prefix(cursor)) }

  private mutating func insert(_ raw: String) {
    let room = Self.limit - text.count
    guard room > 0 else { return }
    // A typed space alone is a space; cleaning would drop it.
    let clean = raw == " " ? raw : ServerText(raw, limit: room).text
    text.insert(contentsOf: clean, at: text.index(text.startIndex, offsetBy: cursor))
    cursor = min(text.count, cursor + clean.count)
  }

  private mutating func remove(_ range: Range<Int>) {
    let lower = max(0, range.lowerBound)
    let upper = min(text.count, range.upperBound)
    guard lower < upper else { return }
    let start = text.index(text.startIndex, offsetBy: lower)
    text.removeSubrange(start..<text.index(start, offsetBy: upper - lower))
    if cursor > lower { cursor = lower }
  }

  private mutating func removeWord() {
    let characters = Array(text)
    var start = cursor
    while start > 0, characters[start - 1] == " " { start -= 1 }
    while start > 0, characters[start - 1] != " " { start -= 1 }
    remove(start..<cursor)
  }
}
