import Foundation
import GoRules
import Testing

/// What golang.org/x/mod/sumdb asked and said (Fixtures/checksum-database.json, written by the program beside it).
struct SumVectors: Decodable {
  var key: String
  var otherKey: String
  /// All that the key has signed.
  var signatures: [Signature]
  var cases: [Case]

  struct Signature: Decodable, Hashable {
    var message: String
    /// Base64.
    var signature: String
  }

  struct Case: Decodable, CustomTestStringConvertible {
    var name: String
    /// Lookups by one go after another, with the same caches but for records.
    var steps: [Lookup]
    var testDescription: String { name }
  }

  struct Lookup: Decodable {
    /// Of `log(_:)`.
    var log: String
    /// Records of the log when the tree was signed.
    var size: Int64
    /// The record that is looked up.
    var id: Int
    var tree: String
    /// Answers that are not the log's own, by path.
    var override: [String: Override]?
    var asks: [String]
    /// Lines of go.sum found for the `.mod`.
    var lines: Int
    /// What `Client.Lookup` said.
    var error: String?
    /// What was given to `SecurityError`.
    var security: String?
  }

  struct Override: Decodable {
    /// Base64.
    var body: String?
    var error: String?
    /// The byte that is changed.
    var flip: Int?
    /// Bytes that are kept.
    var cut: Int?
    /// Zeros that are added.
    var pad: Int?

    func answer(_ body: [UInt8]?) -> SumErrand.Answer? {
      if let error { return .failure(error) }
      guard var bytes = self.body.map({ Base64.decoded($0.utf8) }) ?? body else { return nil }
      if let flip { bytes[flip] ^= 1 }
      if let cut { bytes = Array(bytes.prefix(cut)) }
      if let pad { bytes += [UInt8](repeating: 0, count: pad) }
      return .body(bytes)
    }
  }

  static let all: SumVectors = {
    do {
      let url = try #require(
        Bundle.module.url(
          forResource: "checksum-database", withExtension: "json", subdirectory: "Fixtures"))
      return try JSONDecoder().decode(Self.self, from: Data(contentsOf: url))
    } catch {
      Issue.record(error)
      return SumVectors(key: "", otherKey: "", signatures: [], cases: [])
    }
  }()

  // MARK: Logs

  private static let logs = ["a": log("a", size: 70_300), "b": log("b", size: 500)]

  static func log(_ name: String, size: Int) -> ServedLog {
    var log = ServedLog()
    for id in 0..<size { log.append(record(name, id)) }
    return log
  }

  private static func record(_ log: String, _ id: Int) -> [UInt8] {
    Array(
      ["", "/go.mod"].map {
        let file = $0.isEmpty ? "zip" : "mod"
        return "example.com/m\(id) v1.0.0\($0) \(sum(log, file, id))\n"
      }.joined().utf8)
  }

  static func sum(_ log: String, _ file: String, _ id: Int) -> ModuleSum {
    ModuleSum("h1:" + Base64.encoded("\(log) \(file) \(id)"))
  }

  /// What the server of the vectors answers.
  static func answer(_ path: String, _ lookup: Lookup) throws -> SumErrand.Answer {
    let log = try #require(logs[lookup.log])
    let body =
      path.hasPrefix("/lookup/")
      ? log.answer(lookup.id, signedHead: lookup.tree) : log.tile(String(path.dropFirst()))
    if let answer = lookup.override?[path]?.answer(body) { return answer }
    return body.map { .body($0) } ?? .failure("beyond the log: " + path)
  }

  /// Whether the key has made that signature.
  func verify(_ signature: [UInt8], _ message: [UInt8]) -> Bool {
    signatures.contains {
      Base64.decoded($0.signature.utf8) == signature && Array($0.message.utf8) == message
    }
  }
}
