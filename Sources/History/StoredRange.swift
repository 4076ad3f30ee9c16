/// What a number in the file can be.
///
/// A file holds whatever somebody wrote, or a disk that fails: a number outside its range is damage, and nobody
/// computes with it.
enum StoredRange {
  /// A time of either clock in microseconds: the wall clock's from 1970 up to the year 2200.
  static let time: ClosedRange<Int64> = 0...7_258_118_400_000_000
  /// Part of a probe in microseconds, about twelve days; what is computed from two clocks may be negative.
  static let length: ClosedRange<Int64> = -(1 << 40)...(1 << 40)
  /// The number of a row.
  static let row: ClosedRange<Int64> = 1...(1 << 62)
  /// The number of a mirror, which has 20 bits in the key of a rollup.
  static let mirror: ClosedRange<Int64> = 1...((1 << 20) - 1)
  /// Bytes, statuses, retransmissions and what else is counted.
  static let count: ClosedRange<Int64> = 0...(1 << 40)
  static let flag: ClosedRange<Int64> = 0...1
  /// `PRAGMA user_version`: a number that is too large for this program is that of a newer one.
  static let version: ClosedRange<Int64> = 0...Int64(Int32.max)
  /// What SQLite itself tells of pages, rows and identity.
  static let any: ClosedRange<Int64> = .min ... .max
  /// Begin and end of a certificate, in seconds since 1970: from the year 0 to 9999, all that DER can write.
  static let certificateSeconds: ClosedRange<Int64> = -62_167_219_200...253_402_300_799
  /// In bytes: SQLite refuses to read longer texts and blobs.
  static let text = 16 << 20
}
