/// What go does to find a module without a proxy (cmd/go/internal/vcs `RepoRootForImportPath`, modfetch/codehost): the
/// page of its go-import tag, where the path does not say it all, and then the host of its version control.
///
/// Of git that is the list of branches and tags; what go downloads from there is not. Of a proxy that a tag names it is
/// all that go asks, as far as no checksum database is to be asked about it.
package struct DirectErrand: Errand {
  /// go reads a page to the end of its head, however long that is.
  static let pageLimit = 1 << 20
  /// git reads all names.
  static let referencesLimit = 8 << 20

  enum Stage {
    case beginning
    /// The module's own page is asked for.
    case page
    /// The page of the tag's prefix, which has to say the same. `shown`: the URL of the first, as go prints it.
    case prefixPage(MetaImport, shown: String)
    /// `isGuess`: the path names no scheme, and go tries others where https fails.
    case references(ModuleRepository, isGuess: Bool)
    /// The same by the second version of git's protocol, which names the branches and tags only when it is asked again.
    case listing(ModuleRepository, isGuess: Bool)
    /// A proxy, named by a tag.
    case proxy(ProxyURL, RequestKind)
  }

  let canary: ModuleVersion
  let settings: VersionControlSettings
  /// go compares what a proxy gives with the checksum database.
  let checksSums: Bool
  var stage = Stage.beginning
  /// The page that is being asked for: what stands behind the scheme.
  var address = ""
  /// It has been asked for over https, in vain, and go asks anew over http.
  var isOverHTTP = false

  package init(
    _ canary: ModuleVersion, _ settings: VersionControlSettings, checksSums: Bool = false
  ) {
    self.canary = canary
    self.settings = settings
    self.checksSums = checksSums
  }

  package mutating func next(after answer: ErrandAnswer?) -> ErrandStep {
    guard let answer else { return begin() }
    switch (stage, answer) {
    case (.beginning, _): return begin()
    case (.page, .answered(let page)): return took(page)
    case (.prefixPage(let tag, let shown), .answered(let page)): return took(page, tag, shown)
    case (.page, .failed(let outcome, let text)), (.prefixPage, .failed(let outcome, let text)):
      return pageFailed(outcome, text)
    case (.references(let repository, let isGuess), .answered(let page)):
      let step = took(page, of: repository)
      return isGuess ? guessed(step) : step
    case (.references(_, let isGuess), .failed(let outcome, _)):
      let step = referencesFailed(outcome)
      return isGuess ? guessed(step) : step
    case (.listing(let repository, let isGuess), .answered(let page)):
      let step = tookListing(page, of: repository)
      return isGuess ? guessed(step) : step
    case (.listing(_, let isGuess), .failed(let outcome, _)):
      let step = ErrandStep.ended(outcome, goText: nil)
      return isGuess ? guessed(step) : step
    case (.proxy(let proxy, let kind), .answered(let page)): return took(page, of: proxy, kind)
    case (.proxy(_, .list), .failed): return Self.listAlone
    case (.proxy, .failed(let outcome, let text)): return .ended(outcome, goText: text)
    }
  }

  private mutating func begin() -> ErrandStep {
    do throws(HostedRepository.Fault) {
      guard let repository = try HostedRepository.find(canary.module) else {
        stage = .page
        return askForPage(of: canary.module)
      }
      if let text = settings.rules.refusal(of: repository.system, root: repository.root) {
        return .ended(.failed(.versionControlForbidden(text)), goText: text)
      }
      return ask(repository)
    } catch {
      return .ended(.failed(.goImport(error.text)), goText: error.text)
    }
  }
}

extension ErrandPage {
  /// What a status other than 200 means.
  var outcome: RequestOutcome {
    status == 404 || status == 410
      ? .notFound(NotFound(status: status)) : .failed(.status(status))
  }
}

extension RequestOutcome {
  static func failed(_ cause: FailureCause, in phase: Phase = .processing) -> Self {
    .failure(RequestFailure(phase, cause))
  }
}
