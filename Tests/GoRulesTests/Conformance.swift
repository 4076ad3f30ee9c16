import Foundation
import Testing

/// What the real go command did with faults, values and settings (Fixtures/go-conformance.json).
struct Conformance: Decodable {
  var fallback: [Fallback]
  var goproxyValues: [Value]
  var reportedError: [Reported]
  var environment: [Environment]
  var goprivate: [Private]

  struct Fallback: Decodable, CustomTestStringConvertible {
    var fault: String
    var separator: String
    /// `good`, `direct` or `off`.
    var second: String
    var fellThrough: Bool
    var timedOut: Bool
    var exitCode: Int?
    var errorText: String
    var requestsFirst: [String]
    var testDescription: String { "\(fault) \(separator) \(second)" }
  }

  struct Value: Decodable, CustomTestStringConvertible {
    var goproxy: String
    var exitCode: Int
    var stderr: String
    var directTried: Bool
    var testDescription: String { goproxy }
  }

  struct Reported: Decodable, CustomTestStringConvertible {
    var list: String
    var asked: [String]
    var directTried: Bool
    var stderr: String
    var testDescription: String { list }
  }

  struct Environment: Decodable, CustomTestStringConvertible {
    struct Step: Decodable {
      var cmd: String
      var exit: Int
      var out: String
      var err: String
    }
    var `case`: String
    /// Python's notation of the bytes.
    var file: String?
    var fileAfter: String?
    /// A variable that is null was unset.
    var osEnv: [String: String?]
    var steps: [Step]
    var testDescription: String { `case` }
  }

  struct Private: Decodable, CustomTestStringConvertible {
    var `case`: String
    var goproxy: String
    var env: [String: String]
    var proxyAsked: Int
    var directTried: Int
    var stderr: String
    var testDescription: String { `case` }
  }

  static let loaded: Result<Conformance, any Error> = Result {
    guard
      let url = Bundle.module.url(
        forResource: "go-conformance", withExtension: "json", subdirectory: "Fixtures")
    else { throw CocoaError(.fileNoSuchFile) }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Conformance.self, from: Data(contentsOf: url))
  }

  /// The cases of one kind; the tests that use it check that there are as many as were measured.
  static func cases<Case>(_ list: KeyPath<Conformance, [Case]>) -> [Case] {
    (try? loaded.get())?[keyPath: list] ?? []
  }

  @Test static func everyCaseIsRead() throws {
    let all = try loaded.get()
    #expect(all.fallback.count == 330)
    #expect(all.goproxyValues.count == 52)
    #expect(all.reportedError.count == 11)
    #expect(all.environment.count == 52)
    #expect(all.goprivate.count == 11)
  }
}
