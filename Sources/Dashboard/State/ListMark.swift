import Health

/// A line of a list that grows at its top: by when it happened, and not by its number.
struct ListMark: Sendable, Hashable {
  /// Wall time.
  var at: Duration
  /// Of several lines of that time, which.
  var nth: Int

  /// That of line `index` of a list with these times.
  init(_ index: Int, of times: [Duration]) {
    at = times[index]
    nth = times[..<index].count { [at] in $0 == at }
  }

  /// Its line in a list with these times, newest first but where the clock was set back; where it is not in it any more,
  /// the next older one, and the last where there is none. 0 for an empty list.
  func index(in times: [Duration]) -> Int {
    let equal = times.indices.filter { times[$0] == at }
    if let last = equal.last { return nth < equal.count ? equal[nth] : last }
    return times.firstIndex { $0 < at } ?? max(0, times.count - 1)
  }
}
