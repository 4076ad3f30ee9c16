/// A proxy that a go-import tag names: asked as go asks one of GOPROXY.
extension DirectErrand {
  mutating func askProxy(_ url: String) -> ErrandStep {
    do throws(ChainError) {
      let proxy = try ProxyURL(parsing: url)
      guard proxy.scheme != .file else { return .notMeasured("a folder as proxy") }
      return ask(proxy, canary.isToolchain ? .zip : .info)
    } catch {
      return .ended(.failed(.goImport(error.description)), goText: error.description)
    }
  }

  private mutating func ask(_ proxy: ProxyURL, _ kind: RequestKind) -> ErrandStep {
    guard let url = try? GoURL(parsing: proxy.url(of: Question(kind, canary))) else {
      return .notMeasured("a proxy URL that only go reads")
    }
    stage = .proxy(proxy, kind)
    return .ask(
      ErrandRequest(url, limit: kind == .info ? BodyCheck.infoLimit : Self.referencesLimit))
  }

  mutating func took(
    _ page: ErrandPage, of proxy: ProxyURL, _ kind: RequestKind
  ) -> ErrandStep {
    let question = Question(kind, canary)
    if kind == .list, page.status != 200 || page.fault != nil { return Self.listAlone }
    guard page.status == 200 else {
      return .ended(page.outcome, goText: page.statusError(of: proxy.redactedURL(of: question)))
    }
    if page.isCut { return .notMeasured("a body larger than goproxytop reads") }
    if let fault = page.fault { return .ended(fault.outcome, goText: nil) }
    var check = BodyCheck(question, proxy: proxy.redacted)
    _ = page.body.withUnsafeBytes { check.take($0) }
    if let failure = check.failure() { return ending(of: failure, page) }
    switch kind {
    case .info: return ask(proxy, .mod)
    case .mod where checksSums:
      return .notMeasured("what a checksum database says of a go-import tag's proxy")
    case .mod: return ask(proxy, .zip)
    case .zip: return canary.isToolchain ? .ended(.ok, goText: nil) : ask(proxy, .list)
    case .list, .latest, .sumdb: return .ended(.ok, goText: nil)
    }
  }

  /// A list that fails keeps go from no download, and one answer stands for all kinds here.
  static let listAlone = ErrandStep.notMeasured("a go-import tag's proxy whose list alone fails")

  private func ending(of failure: ContentFailure, _ page: ErrandPage) -> ErrandStep {
    let cause: FailureCause =
      switch failure {
      case .info where page.body.isEmpty: .empty
      case .info: .notJSON
      case .wrongVersion(let version): .wrongVersion(ServerText(version))
      case .zip(let fault, _): fault.kind == .notZip ? .notZip : .badZip(ServerText(fault.text))
      case .zipTooLarge: .tooLarge
      case .notMeasured: .notMeasured("content that goproxytop does not follow")
      }
    // Of a zip, go's words name a file of its cache.
    var text = failure.goText
    if case .zip = failure { text = nil }
    return .ended(.failed(cause, in: .transfer), goText: text)
  }
}
