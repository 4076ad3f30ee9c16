import Fleet
import GoRules

/// What proves to a Prometheus who asks: a token, or user and password. No command line has it, where all could read it.
struct PrometheusLogin: Sendable {
  private let bearerFile: String?
  private let token: String?
  private let user: String?
  private let password: String

  static let tokenVariable = "GOPROXYTOP_PROMETHEUS_TOKEN"
  static let userVariable = "GOPROXYTOP_PROMETHEUS_USER"
  static let passwordVariable = "GOPROXYTOP_PROMETHEUS_PASSWORD"
  /// Bytes of a token at most.
  private static let tokenLimit = 64 << 10

  init(bearerFile: String?, environment: [String: String]) {
    self.bearerFile = bearerFile
    token = environment[Self.tokenVariable].flatMap { $0.isEmpty ? nil : $0 }
    user = environment[Self.userVariable].flatMap { $0.isEmpty ? nil : $0 }
    password = environment[Self.passwordVariable] ?? ""
  }

  /// The value of `Authorization`; nil where there is none. The file is read each time: tokens are renewed.
  func authorization() throws(PrometheusTrouble) -> String? {
    if let bearerFile { return "Bearer \(try token(in: bearerFile))" }
    if let token { return "Bearer \(token)" }
    return user.map { "Basic " + Base64.encoded("\($0):\(password)") }
  }

  private func token(in path: String) throws(PrometheusTrouble) -> String {
    let bytes: [UInt8]
    do { bytes = try TextFile.readBytes(path, limit: Self.tokenLimit + 1) } catch {
      throw .credentials(error.message)
    }
    // By bytes: to Swift, CR and LF are one character.
    let words = bytes.split { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 || $0 == 0x09 }
    guard bytes.count <= Self.tokenLimit, words.count == 1,
      words[0].allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { throw .credentials("\(path): no token") }
    return String(decoding: words[0], as: UTF8.self)
  }
}
