/// What somebody meant who typed something else.
package enum Suggestion {
  /// In characters; what is longer is no slip of the fingers.
  private static let longest = 40

  /// The candidate that takes the fewest changes of one letter, or swaps of two, to come from `word`, or that begins with
  /// it; the first of several, nil where none is near.
  package static func nearest(
    to word: String, among candidates: some Sequence<String>
  ) -> String? {
    let typed = Array(word.lowercased())
    guard (2...longest).contains(typed.count) else { return nil }
    let most = max(1, min(3, typed.count / 3))
    var best: (word: String, distance: Int)?
    for candidate in candidates {
      let letters = Array(candidate.lowercased())
      let distance = letters.starts(with: typed) ? 1 : distance(typed, letters)
      if distance <= most, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.word
  }

  /// The distance of Damerau and Levenshtein, no letter changed twice.
  private static func distance(_ one: [Character], _ other: [Character]) -> Int {
    guard abs(one.count - other.count) <= 3 else { return .max }
    var rows = [Array(0...other.count)]
    for (row, letter) in one.enumerated() {
      var line = [row + 1]
      for (column, other) in other.enumerated() {
        var least = min(rows[row][column + 1], line[column]) + 1
        least = min(least, rows[row][column] + (letter == other ? 0 : 1))
        line.append(least)
      }
      if row > 0 {
        for column in other.indices.dropFirst()
        where letter == other[column - 1] && one[row - 1] == other[column] {
          line[column + 1] = min(line[column + 1], rows[row - 1][column - 1] + 1)
        }
      }
      rows.append(line)
    }
    return rows[one.count][other.count]
  }
}
