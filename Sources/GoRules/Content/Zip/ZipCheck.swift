/// A module's zip, checked as it comes in, by the rules of cmd/go (modfetch/fetch.go `downloadZip`, `hashZip`,
/// `unzip`), golang.org/x/mod/sumdb/dirhash, golang.org/x/mod/zip and archive/zip.
///
/// go keeps the file and reads it from its end. Up to `wholeLimit` so do we, and every verdict is go's. A larger one
/// is unpacked on the way, and only its end is kept: verdicts are still go's where its directory lies within
/// `endLimit` and agrees with the headers that were met on the way; otherwise the answer is `.notMeasured`.
package struct ZipCheck: Sendable {
  /// Bytes of a zip that is kept whole.
  package static let wholeLimit = 256 << 10
  /// Bytes of the end of a larger one that are kept; about 2,500 entries.
  package static let endLimit = 256 << 10
  /// What go downloads (codehost.MaxZipFile); beyond it says `downloaded zip file too large`, and asks the next proxy
  /// after `|`.
  package static let downloadLimit = 500 << 20

  package enum Verdict: Sendable, Hashable {
    case sound
    case fault(ZipFault)
    /// Beyond a bound of ours: go may take the file or refuse it.
    case notMeasured(Unmeasured)
  }

  package enum Unmeasured: String, Sendable, Hashable {
    /// The directory does not lie within the end that was kept.
    case directoryTooLarge
    /// A file's data were not met on the way at the place that the directory names.
    case contentNotFollowed
    /// It unpacks to more than 16 MiB and 32 times its size.
    case unpacksTooLarge
  }

  private let prefix: [UInt8]
  /// Bytes taken.
  package private(set) var count = 0
  private var kept: [UInt8] = []
  /// Follows the file once it is too large to be kept.
  private var walker: ZipWalker?

  private let wholeLimit: Int
  private let hashes: Bool

  /// `sums`: its sum is asked for. `wholeLimit`: bytes of a zip that is kept whole; another one than the standard is for
  /// tests.
  package init(_ version: ModuleVersion, sums: Bool = false, wholeLimit: Int = Self.wholeLimit) {
    prefix = Array("\(version)/".utf8)
    hashes = sums
    self.wholeLimit = wholeLimit
  }

  /// More than go downloads.
  package var isTooLarge: Bool { count > Self.downloadLimit }

  package mutating func take(_ piece: UnsafeRawBufferPointer) {
    count += piece.count
    if walker == nil, kept.count + piece.count > wholeLimit {
      var walker = ZipWalker(hashes: hashes)
      kept.withUnsafeBytes { walker.take($0) }
      self.walker = walker
    }
    walker?.take(piece)
    let last = UnsafeRawBufferPointer(rebasing: piece.suffix(Self.endLimit))
    kept.append(contentsOf: last)
    // Cut rarely, as each cut moves what stays.
    if walker != nil, kept.count > 2 * Self.endLimit {
      kept.removeFirst(kept.count - Self.endLimit)
    }
  }

  /// After the last byte: what go says to the zip, and its sum as in go.sum, which go compares before it looks at the
  /// files' names (`hashZip`, `unzip`); nil where it was not asked for, or go gets no further than the fault.
  package func verdict() -> (verdict: Verdict, sum: ModuleSum?) {
    let bytes = ZipBytes(size: count, kept: kept)
    let directory: ZipDirectory
    do throws(ZipDirectory.Fault) {
      directory = try ZipDirectory(bytes)
    } catch {
      return (error == .notKept ? .notMeasured(.directoryTooLarge) : .fault(ZipFault(error)), nil)
    }
    if let entry = directory.entries.first(where: { !$0.name.hasPrefix(prefix) }) {
      let module = prefix.dropLast().text
      let text = "zip for \(module) has unexpected file \(entry.name.text)"
      return (.fault(ZipFault(.foreignFile, .download, text)), nil)
    }
    var sum: ModuleSum?
    let verdict = contents(directory, bytes, &sum)
    return (verdict, sum)
  }

  private func contents(
    _ directory: ZipDirectory, _ bytes: ZipBytes, _ sum: inout ModuleSum?
  ) -> Verdict {
    var budget = UnpackBudget(allowance: count)
    var digests: [ArraySlice<UInt8>: [UInt8]] = [:]
    var isUnknown = false
    var fault: ZipFault?
    for entry in Self.inOrderOfHashing(directory) where fault == nil {
      if entry.name.contains(UInt8(ascii: "\n")) {
        fault = ZipFault(
          .content, .hash, "dirhash: filenames with newlines are not supported")
        break
      }
      let data: ZipData.Verdict
      if let walker {
        guard let known = walker.verdict(on: entry) else {
          isUnknown = true
          continue
        }
        data = known
      } else {
        data = ZipData.verdict(on: entry, in: bytes, hashes: hashes, &budget)
        if budget.isSpent { return .notMeasured(.unpacksTooLarge) }
      }
      digests[entry.name] = data.digest
      fault = data.fault.map {
        ZipFault(.content, .hash, $0.text, call: $0 == .negativeOffset ? .readat : nil)
      }
    }
    if hashes, fault == nil, !isUnknown { sum = Self.sum(of: directory, digests) }
    if var fault = fault ?? ZipNames.fault(in: directory, prefix: prefix) {
      fault.isFirst = !isUnknown
      return .fault(fault)
    }
    return isUnknown ? .notMeasured(.contentNotFollowed) : .sound
  }

  /// nil where a file's digest is not known.
  private static func sum(
    of directory: ZipDirectory, _ digests: [ArraySlice<UInt8>: [UInt8]]
  ) -> ModuleSum? {
    let files = directory.entries.compactMap { entry in
      digests[entry.name].map { (name: entry.name, digest: $0) }
    }
    return files.count == directory.entries.count ? ModuleSum(files: files) : nil
  }

  /// go hashes the files by name; of several with one name the last, as often as there are.
  private static func inOrderOfHashing(_ directory: ZipDirectory) -> [ZipDirectory.Entry] {
    var last: [ArraySlice<UInt8>: ZipDirectory.Entry] = [:]
    for entry in directory.entries { last[entry.name] = entry }
    return last.values.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }
}
