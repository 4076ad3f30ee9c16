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

  /// `wholeLimit`: bytes of a zip that is kept whole; another one than the standard is for tests.
  package init(_ version: ModuleVersion, wholeLimit: Int = Self.wholeLimit) {
    prefix = Array("\(version)/".utf8)
    self.wholeLimit = wholeLimit
  }

  /// More than go downloads.
  package var isTooLarge: Bool { count > Self.downloadLimit }

  package mutating func take(_ piece: UnsafeRawBufferPointer) {
    count += piece.count
    if walker == nil, kept.count + piece.count > wholeLimit {
      var walker = ZipWalker()
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

  /// After the last byte.
  package func verdict() -> Verdict {
    let bytes = ZipBytes(size: count, kept: kept)
    let directory: ZipDirectory
    do throws(ZipDirectory.Fault) {
      directory = try ZipDirectory(bytes)
    } catch {
      return error == .notKept ? .notMeasured(.directoryTooLarge) : .fault(ZipFault(error))
    }
    if let entry = directory.entries.first(where: { !$0.name.hasPrefix(prefix) }) {
      let module = prefix.dropLast().text
      return .fault(
        ZipFault(
          .foreignFile, .download,
          "zip for \(module) has unexpected file \(entry.name.text)"))
    }
    return contents(directory, bytes)
  }

  private func contents(_ directory: ZipDirectory, _ bytes: ZipBytes) -> Verdict {
    var budget = UnpackBudget(allowance: count)
    var isUnknown = false
    var fault: ZipFault?
    for entry in Self.inOrderOfHashing(directory) where fault == nil {
      if entry.name.contains(UInt8(ascii: "\n")) {
        fault = ZipFault(
          .content, .hash, "dirhash: filenames with newlines are not supported")
        break
      }
      let data: ZipData.Fault?
      if let walker {
        guard let known = walker.verdict(on: entry) else {
          isUnknown = true
          continue
        }
        data = known.fault
      } else {
        data = ZipData.fault(of: entry, in: bytes, &budget)
        if budget.isSpent { return .notMeasured(.unpacksTooLarge) }
      }
      fault = data.map {
        ZipFault(.content, .hash, $0.text, call: $0 == .negativeOffset ? .readat : nil)
      }
    }
    if var fault = fault ?? ZipNames.fault(in: directory, prefix: prefix) {
      fault.isFirst = !isUnknown
      return .fault(fault)
    }
    return isUnknown ? .notMeasured(.contentNotFollowed) : .sound
  }

  /// go hashes the files by name; of several with one name the last, as often as there are.
  private static func inOrderOfHashing(_ directory: ZipDirectory) -> [ZipDirectory.Entry] {
    var last: [ArraySlice<UInt8>: ZipDirectory.Entry] = [:]
    for entry in directory.entries { last[entry.name] = entry }
    return last.values.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }
}
