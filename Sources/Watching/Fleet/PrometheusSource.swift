import Fleet
import GoRules
import Health
import Probing

/// A Prometheus, and how it is asked. Its address may hold a password, and is never shown: `name` is.
package struct PrometheusSource: Sendable {
  /// The value of the header of that name; nil where the address has what it takes, or nobody is to be convinced. Called
  /// for each question: tokens are renewed.
  package typealias Authorization = @Sendable () throws(PrometheusTrouble) -> String?

  /// Scheme, host and port.
  package let name: String
  package let label: String
  private let url: String
  private let client: WebClient
  private let timeout: Duration
  private let authorization: Authorization

  /// `label` tells vantage points apart, and is one by `FleetQuery.isLabel`.
  package init(
    url: String, label: String, timeout: Duration, client: WebClient,
    authorization: @escaping Authorization
  ) {
    var url = url[...]
    while url.hasSuffix("/") { url.removeLast() }
    self.url = String(url)
    name = WebRequest(self.url)?.origin ?? ""
    self.label = label
    self.timeout = timeout
    self.client = client
    self.authorization = authorization
  }

  /// Asks all of them at once; those that were answered, or not, until the task was cancelled.
  package func answers(
    to queries: [FleetQuery]
  ) async -> [(FleetQuery, Result<PrometheusSamples, PrometheusTrouble>)] {
    await withTaskGroup { group in
      for query in queries {
        group.addTask { await ask(query).map { (query, $0) } }
      }
      return await group.reduce(into: []) { if let answer = $1 { $0.append(answer) } }
    }
  }

  /// Asks one question; nil where the task was cancelled.
  package func ask(_ query: FleetQuery) async -> Result<PrometheusSamples, PrometheusTrouble>? {
    let text = Self.encoded(query.promQL(label: label))
    guard
      var request = WebRequest(
        "\(url)/api/v1/query?query=\(text)", limit: PrometheusSamples.sizeLimit, timeout: timeout)
    else { return .failure(.shape) }
    request.setField("Accept", "application/json")
    do throws(PrometheusTrouble) {
      if let authorization = try authorization() {
        request.setField("Authorization", authorization)
      }
      return try await samples(request, query)
    } catch {
      return .failure(error)
    }
  }

  private func samples(
    _ request: WebRequest, _ query: FleetQuery
  ) async throws(PrometheusTrouble) -> Result<PrometheusSamples, PrometheusTrouble>? {
    switch await client.send(request) {
    case nil: return nil
    case .failed(let outcome): throw .exchange(outcome)
    case .answered(let page):
      if page.isCut { throw .tooLarge }
      guard page.status == 200 else { throw Self.refusal(page) }
      return .success(
        try PrometheusSamples(parsing: page.body[...], labels: [label] + query.labels))
    }
  }

  /// What a status other than 200 means: Prometheus says it in JSON.
  private static func refusal(_ page: WebAnswer.Page) -> PrometheusTrouble {
    do throws(PrometheusTrouble) {
      _ = try PrometheusSamples(parsing: page.body.prefix(64 << 10), labels: [])
    } catch {
      if case .refused = error { return error }
    }
    return .status(page.status, "")
  }

  /// For a query: only what RFC 3986 leaves unreserved stands as it is.
  private static func encoded(_ text: String) -> String {
    text.utf8.reduce(into: "") { result, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result += "%" + String(Int(byte) + 256, radix: 16, uppercase: true).suffix(2)
      }
    }
  }
}
