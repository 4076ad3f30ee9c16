import GoRules

/// One request of go's to a gateway, and what became of it.
package struct GatewayEvent: Sendable, Hashable {
  /// When it was answered.
  package var at: Timestamp
  /// nil for parts of a checksum database, and for what is no request of go's.
  package var module: ModuleVersion?
  /// As everywhere; nil for what is no request of go's.
  package var kind: RequestKind?
  /// What was asked for; safe to draw.
  package var path: String
  /// go had not been served where it was sent before.
  package var isAgain = false
  /// Who serves, or whose answer decided; nil for nobody.
  package var entry: String?
  package var result: GatewayResult
  /// Of the gateway's answer.
  package var status: Int
  /// Whom the gateway passed over, and why.
  package private(set) var passed: [GatewayAnswer.Passed]
  /// From the request to the answer.
  package var time: Duration

  package init(
    at: Timestamp, module: ModuleVersion? = nil, kind: RequestKind? = nil, path: String,
    isAgain: Bool = false, entry: String? = nil, result: GatewayResult, status: Int,
    passed: [GatewayAnswer.Passed] = [], time: Duration = .zero
  ) {
    self.at = at
    self.module = module
    self.kind = kind
    self.path = ServerText(path, limit: Self.longestPath).text
    self.isAgain = isAgain
    self.entry = entry
    self.result = result
    self.status = status
    var room = Self.longestWhy
    self.passed = Array(
      passed.prefix {
        room -= $0.length
        return room >= 0
      })
    self.time = time
  }

  /// - Parameter request: nil where it is none of go's.
  package init(
    _ answer: GatewayAnswer, to request: GatewayRequest?, path: String, after time: Duration,
    at now: Timestamp
  ) {
    self.init(
      at: now, module: request?.module, kind: request?.kind, path: path,
      isAgain: request?.isAgain ?? false, entry: answer.name, result: answer.result,
      status: answer.status, passed: answer.passed, time: time)
  }

  /// Characters that are kept.
  static let longestPath = 400
  static let longestWhy = 600
}

extension GatewayAnswer.Passed {
  /// Characters of it, about.
  fileprivate var length: Int {
    let cause: Int =
      switch outcome {
      case .failure(let failure): failure.cause.text.count
      case .ok, .notFound, .hang: 20
      }
    return name.count + cause + 10
  }
}
