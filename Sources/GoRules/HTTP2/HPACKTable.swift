/// One field of a header table: its name and value in one array.
struct HPACKEntry: Sendable {
  /// The name, then the value.
  let bytes: [UInt8]
  let nameLength: Int

  init(bytes: [UInt8], nameLength: Int) {
    self.bytes = bytes
    self.nameLength = nameLength
  }

  init(name: String, value: String) {
    bytes = Array(name.utf8) + Array(value.utf8)
    nameLength = name.utf8.count
  }

  /// RFC 7541, section 4.1.
  var size: Int { bytes.count + HPACKTable.overhead }
}

/// The static and the dynamic table of a decoder (RFC 7541, section 2.3).
struct HPACKTable: Sendable {
  /// What a field counts beyond its bytes.
  static let overhead = 32

  /// What the peer may raise the dynamic table to: go announces no other size than this default.
  static let mostSize = 4096

  /// The oldest field first; those before `first` are evicted.
  private var entries: [HPACKEntry] = []
  private var first = 0
  private var limit = Self.mostSize
  /// The sum of the dynamic fields' sizes.
  private(set) var size = 0

  /// The field at `index`, where 1 is the first static one; nil if there is none.
  func entry(at index: UInt64) -> HPACKEntry? {
    let fixed = HPACKStaticTable.entries
    guard index > 0 else { return nil }
    if index <= UInt64(fixed.count) { return fixed[Int(index) - 1] }
    let back = index - UInt64(fixed.count)
    guard back <= UInt64(entries.count - first) else { return nil }
    return entries[entries.count - Int(back)]
  }

  mutating func add(_ entry: HPACKEntry) {
    entries.append(entry)
    size += entry.size
    evict()
  }

  /// Resizes the dynamic table; false if the peer may not make it that large.
  mutating func resize(to newLimit: UInt64) -> Bool {
    guard newLimit <= UInt64(Self.mostSize) else { return false }
    limit = Int(newLimit)
    evict()
    return true
  }

  private mutating func evict() {
    while size > limit, first < entries.count {
      size -= entries[first].size
      // An entry may be far larger than the table; its bytes must not wait for the others.
      entries[first] = HPACKEntry(bytes: [], nameLength: 0)
      first += 1
    }
    // Moving the rest down costs no more than the evictions before it.
    if first > 16, first * 2 >= entries.count {
      entries.removeFirst(first)
      first = 0
    }
  }
}
