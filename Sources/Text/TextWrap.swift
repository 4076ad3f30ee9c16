/// Breaks text into lines.
package enum TextWrap {
  /// Lines of at most `width` columns, broken at spaces and between wide characters, before no closing
  /// mark; a word longer than a line stands alone and is cut by the pen.
  package static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var columns = 0
    for piece in pieces(of: text) {
      let pieceColumns = CharacterWidth.columns(of: piece.text)
      if columns > 0, columns + (piece.hasSpace ? 1 : 0) + pieceColumns > width {
        lines.append(line)
        line = ""
        columns = 0
      }
      if columns > 0, piece.hasSpace {
        line += " "
        columns += 1
      }
      line += piece.text
      columns += pieceColumns
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  /// What must not be torn: words, and single wide characters with the marks that close them.
  private static func pieces(of text: String) -> [(text: String, hasSpace: Bool)] {
    var pieces: [(text: String, hasSpace: Bool)] = []
    for word in text.split(whereSeparator: { $0 == " " || $0.isNewline }) {
      var isFirst = true
      var mayBreak = true
      for character in word {
        let isWide = CharacterWidth.columns(of: String(character)) == 2
        if isFirst || (mayBreak || isWide) && !closing.contains(character) {
          pieces.append((String(character), isFirst && !pieces.isEmpty))
        } else {
          pieces[pieces.count - 1].text.append(character)
        }
        // After an opening mark no line ends.
        mayBreak = isWide && !opening.contains(character)
        isFirst = false
      }
    }
    return pieces
  }

  private static let closing: Set<Character> = [
    "，", "。", "；", "：", "、", "）", "”", "？", "！", "`", ",", ".", ";", ":", ")",
  ]
  private static let opening: Set<Character> = ["（", "“"]
}
