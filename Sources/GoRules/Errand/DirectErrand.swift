/// What go does to find a module without a proxy (cmd/go/internal/vcs `RepoRootForImportPath`): the page of its
/// go-import tag, then the host of its version control.
package struct DirectErrand: Errand {
  /// go reads a page to the end of its head, however long that is.
  private static let pageLimit = 1 << 20

  private let module: String

  package init(_ canary: ModuleVersion) { module = canary.module }

  package mutating func next(after answer: ErrandAnswer?) -> ErrandStep {
    switch answer {
    case nil: askForPage()
    case .failed(let outcome, let text):
      .ended(
        outcome,
        goText: text.map { "unrecognized import path \(goQuoted(module)): https fetch: \($0)" })
    case .answered: .notMeasured("version control is not asked")
    }
  }

  private func askForPage() -> ErrandStep {
    guard let url = try? GoURL(parsing: "https://\(module)?go-get=1") else {
      return .notMeasured("no URL for this module")
    }
    return .ask(ErrandRequest(url, limit: Self.pageLimit))
  }
}
