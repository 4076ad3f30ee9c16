import Glibc

/// The rows that the pages of a database file hold, read without its trees and its schema: where SQLite finds its way no
/// more, most pages are whole (sqlite.org/fileformat2.html; the method of the shell's `.recover`).
///
/// Also pages that were given back and not overwritten are read.
struct DatabasePages: ~Copyable {
  /// A page as it is now: in the write-ahead log, or else in the file.
  private let file: Int32
  private let log: Int32
  private let size: Int
  private let count: Int
  /// Where in the log the newest copy of a page begins.
  private var logged: [Int: Int] = [:]

  /// Opens the file at `path` and its log; nil where there is none.
  init?(path: String) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    self.file = file
    log = open(path + "-wal", O_RDONLY | O_CLOEXEC)
    let header = Self.read(file, at: 16, count: 2)
    let told = header.count == 2 ? Int(header[0]) << 8 | Int(header[1]) : 0
    let isSize = told >= 512 && told <= 32_768 && told & (told - 1) == 0
    // The size that SQLite gives a new file.
    size = isSize ? told : 4096
    var facts = stat()
    fstat(file, &facts)
    count = (Int(facts.st_size) + size - 1) / size
    readLog()
  }

  deinit {
    close(file)
    if log >= 0 { close(log) }
  }

  /// Visits the rows of every page. `rowid` is nil for those of an index, or of a table without row numbers.
  func visitRows(_ visit: (_ rowid: Int64?, _ values: [StoredValue]) -> Void) {
    let last = max(count, logged.keys.max() ?? 0)
    for number in stride(from: 1, through: last, by: 1) {
      let page = page(number)
      if !page.isEmpty { visitRows(of: page, number, visit) }
    }
  }

  private func visitRows(
    of page: [UInt8], _ number: Int, _ visit: (Int64?, [StoredValue]) -> Void
  ) {
    // The file's own header comes first.
    let start = number == 1 ? 100 : 0
    guard page.count == size, let kind = Kind(rawValue: page[start]) else { return }
    let cells = Int(page[start + 3]) << 8 | Int(page[start + 4])
    for index in 0..<cells {
      let place = start + kind.headerLength + 2 * index
      guard place + 1 < size else { return }
      let cell = Int(page[place]) << 8 | Int(page[place + 1])
      guard cell < size, let (rowid, payload) = cellContent(page, at: cell, kind),
        let values = Self.values(of: payload)
      else { continue }
      visit(rowid, values)
    }
  }

  /// The pages that hold rows.
  private enum Kind: UInt8 {
    case indexInterior = 2
    case indexLeaf = 10
    case tableLeaf = 13

    var headerLength: Int { self == .indexInterior ? 12 : 8 }
  }

  /// The row's number and its record; nil where the cell makes no sense.
  private func cellContent(
    _ page: [UInt8], at cell: Int, _ kind: Kind
  ) -> (rowid: Int64?, payload: [UInt8])? {
    var place = kind == .indexInterior ? cell + 4 : cell
    guard let length = Self.varint(page, at: &place), length > 0, length <= StoredRange.text else {
      return nil
    }
    var rowid: Int64?
    if kind == .tableLeaf {
      guard let number = Self.varint(page, at: &place) else { return nil }
      rowid = number
    }
    let total = Int(length)
    let local = localLength(of: total, kind)
    guard place + local <= size else { return nil }
    var payload = Array(page[place..<place + local])
    guard total > local else { return (rowid, payload) }
    guard var next = Self.number32(page, at: place + local) else { return nil }
    while payload.count < total {
      guard next > 0, next <= 1 << 24 else { return nil }
      let overflow = self.page(next)
      guard overflow.count == size, let following = Self.number32(overflow, at: 0) else {
        return nil
      }
      payload += overflow[4..<min(size, 4 + total - payload.count)]
      next = following
    }
    return (rowid, payload)
  }

  /// How much of a record lies on its own page.
  private func localLength(of total: Int, _ kind: Kind) -> Int {
    let most = kind == .tableLeaf ? size - 35 : (size - 12) * 64 / 255 - 23
    if total <= most { return total }
    let least = (size - 12) * 32 / 255 - 23
    let filling = least + (total - least) % (size - 4)
    return filling <= most ? filling : least
  }

  private func page(_ number: Int) -> [UInt8] {
    if let place = logged[number] { return Self.read(log, at: place, count: size) }
    return Self.read(file, at: (number - 1) * size, count: size)
  }

  /// Finds the newest copies: those that were written since the log was begun anew, by its salt.
  private mutating func readLog() {
    let header = Self.read(log, at: 0, count: 32)
    guard header.count == 32, Self.number32(header, at: 8) == size else { return }
    var place = 32
    while true {
      let frame = Self.read(log, at: place, count: 24)
      guard frame.count == 24, frame[8..<16] == header[16..<24],
        let number = Self.number32(frame, at: 0), number > 0
      else { return }
      logged[number] = place + 24
      place += 24 + size
    }
  }
}

/// How SQLite writes numbers and records.
extension DatabasePages {
  private static func read(_ file: Int32, at place: Int, count: Int) -> [UInt8] {
    guard file >= 0 else { return [] }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(0, pread(file, buffer.baseAddress, count, off_t(place)))
    }
  }

  private static func number32(_ bytes: [UInt8], at place: Int) -> Int? {
    guard place + 4 <= bytes.count else { return nil }
    return bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func varint(_ bytes: [UInt8], at place: inout Int) -> Int64? {
    var number: UInt64 = 0
    for index in 0..<9 {
      guard place < bytes.count else { return nil }
      let byte = bytes[place]
      place += 1
      if index == 8 { return Int64(bitPattern: number << 8 | UInt64(byte)) }
      number = number << 7 | UInt64(byte & 0x7F)
      if byte < 0x80 { break }
    }
    return Int64(bitPattern: number)
  }

  /// The columns of a record; nil where it makes no sense.
  static func values(of record: [UInt8]) -> [StoredValue]? {
    var place = 0
    guard let header = varint(record, at: &place), header > 0, header <= record.count else {
      return nil
    }
    var body = Int(header)
    var values: [StoredValue] = []
    while place < Int(header) {
      guard let type = varint(record, at: &place), values.count < 64,
        let value = value(of: type, record, at: &body)
      else { return nil }
      values.append(value)
    }
    return values
  }

  private static func value(
    of type: Int64, _ record: [UInt8], at place: inout Int
  ) -> StoredValue? {
    let lengths = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]
    let length =
      switch type {
      case 0...9: lengths[Int(type)]
      case 12...(2 * Int64(StoredRange.text)): Int(type - 12) / 2
      default: -1
      }
    guard length >= 0, place + length <= record.count else { return nil }
    let bytes = record[place..<place + length]
    place += length
    switch type {
    case 0: return .null
    case 8, 9: return .integer(type - 8)
    case 7:
      return .real(Double(bitPattern: bytes.reduce(0) { $0 << 8 | UInt64($1) }))
    case 1...6:
      let first: Int64 = bytes.first.map { $0 >= 0x80 ? -1 : 0 } ?? 0
      return .integer(bytes.reduce(first) { $0 << 8 | Int64($1) })
    default: return type % 2 == 0 ? .blob(Array(bytes)) : .text(Array(bytes))
    }
  }
}
