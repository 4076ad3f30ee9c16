/// The page that names a module's repository (cmd/go/internal/vcs `repoRootForImportDynamic`,
/// `metaImportsForPrefix`).
extension DirectErrand {
  /// GOINSECURE is about the module.
  var isInsecure: Bool { settings.insecure.matches(canary.module) }

  mutating func askForPage(of path: String) -> ErrandStep {
    let host = path.prefix { $0 != "/" }
    guard host.contains(".") else {
      return unrecognized("import path does not begin with hostname")
    }
    address = host.count == path.count ? "\(path)/?go-get=1" : "\(path)?go-get=1"
    isOverHTTP = false
    return askForPage()
  }

  private func askForPage() -> ErrandStep {
    guard let url = try? GoURL(parsing: shownURL) else {
      return .notMeasured("no URL for this module")
    }
    var request = ErrandRequest(url, limit: Self.pageLimit)
    request.isInsecure = isInsecure && !isOverHTTP
    request.endsWithHead = true
    return .ask(request)
  }

  private var shownURL: String { "\(isOverHTTP ? "http" : "https")://\(address)" }

  /// No page came. For a module of GOINSECURE, go tries again over http, even after silence.
  mutating func pageFailed(_ outcome: RequestOutcome, _ text: String?) -> ErrandStep {
    if isInsecure, !isOverHTTP, !outcome.isNotMeasured {
      isOverHTTP = true
      return askForPage()
    }
    guard let text else { return .ended(outcome, goText: nil) }
    let words =
      switch stage {
      case .prefixPage(let tag, _): "fetching \(tag.prefix): \(text)"
      default: "\(isInsecure ? "http/" : "")https fetch: \(text)"
      }
    return .ended(outcome, goText: goText(words))
  }

  /// The module's own page.
  mutating func took(_ page: ErrandPage) -> ErrandStep {
    let reading: MetaImport.Reading
    switch read(page, of: "parsing \(canary.module)") {
    case .end(let step): return step
    case .tags(let tags): reading = tags
    }
    do throws(MetaImport.Mismatch) {
      let tag = try MetaImport.match(reading.imports, canary.module)
      if tag.prefix == canary.module { return take(tag, shown: shownURL) }
      stage = .prefixPage(tag, shown: shownURL)
      return askForPage(of: tag.prefix)
    } catch {
      switch error {
      case .several(let text): return unrecognized("parse //\(address): \(text)")
      case .none(let text):
        return unrecognized("parse \(shownURL): no go-import meta tags (\(text))")
      }
    }
  }

  /// The page of the prefix: it has to name the same repository as the module's own.
  mutating func took(_ page: ErrandPage, _ tag: MetaImport, _ shown: String) -> ErrandStep {
    let reading: MetaImport.Reading
    switch read(page, of: "parsing \(shownURL)") {
    case .end(let step): return step
    case .tags(let tags): reading = tags
    }
    if reading.imports.isEmpty {
      return unrecognized("fetching \(tag.prefix): no go-import meta tag found in \(shownURL)")
    }
    guard (try? MetaImport.match(reading.imports, canary.module)) == tag else {
      return unrecognized("\(shown) and //\(address) disagree about go-import for \(tag.prefix)")
    }
    return take(tag, shown: shown)
  }

  private enum PageReading {
    case tags(MetaImport.Reading)
    case end(ErrandStep)
  }

  /// `parsing`: what go says before its text where it cannot read the page.
  private func read(_ page: ErrandPage, of parsing: String) -> PageReading {
    let reading = MetaImport.read(page.body, isWhole: !page.isCut && page.fault == nil)
    if reading.isCut, page.isCut {
      return .end(.notMeasured("a page longer than goproxytop reads"))
    }
    guard reading.imports.isEmpty else { return .tags(reading) }
    if page.status != 200 {
      return .end(
        .ended(page.outcome, goText: goText(page.statusError(of: shownURL))))
    }
    if let fault = reading.fault { return .end(unrecognized("\(parsing): \(fault)")) }
    if reading.isCut, let fault = page.fault {
      return .end(
        .ended(fault.outcome, goText: fault.goText.map { goText("\(parsing): \($0)") }))
    }
    return .tags(reading)
  }

  private mutating func take(_ tag: MetaImport, shown: String) -> ErrandStep {
    if let fault = ModuleRepository.fault(ofFolder: tag.folder) {
      return unrecognized("\(shown): invalid subdirectory \(goQuoted(tag.folder)): \(fault)")
    }
    if let fault = ModuleRepository.fault(ofRoot: tag.root) {
      return unrecognized("\(shown): invalid repo root \(goQuoted(tag.root)): \(fault)")
    }
    guard ["mod", "hg", "git", "svn", "fossil"].contains(tag.system) else {
      return unrecognized("\(shown): unknown vcs \(goQuoted(tag.system))")
    }
    if tag.system != "mod",
      let text = settings.rules.refusal(of: tag.system, root: tag.prefix)
    {
      return .ended(.failed(.versionControlForbidden(text)), goText: goText(text))
    }
    return ask(
      ModuleRepository(system: tag.system, url: tag.root, root: tag.prefix, folder: tag.folder))
  }

  private func unrecognized(_ text: String) -> ErrandStep {
    .ended(.failed(.goImport(text)), goText: goText(text))
  }

  private func goText(_ text: String) -> String {
    "unrecognized import path \(goQuoted(canary.module)): \(text)"
  }
}
