/// What go does to find a module without a proxy (cmd/go/internal/vcs `RepoRootForImportPath`, modfetch/codehost): the
/// page of its go-import tag, where the path does not say it all, and then the host of its version control.
///
/// Of git that is the list of branches and tags; what go downloads from there is not.
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
    /// A proxy, named by a tag.
    case proxy(ProxyURL, RequestKind)
  }

  let canary: ModuleVersion
  let settings: VersionControlSettings
  var stage = Stage.beginning
  /// The page that is being asked for: what stands behind the scheme.
  var address = ""
  /// It has been asked for over https, in vain, and go asks anew over http.
  var isOverHTTP = false

  package init(_ canary: ModuleVersion, _ settings: VersionControlSettings) {
    self.canary = canary
    self.settings = settings
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
    case (.proxy(let proxy, let kind), .answered(let page)): return took(page, of: proxy, kind)
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

  // MARK: Version control

  /// Asks the host of `repository`, which GOVCS allows.
  mutating func ask(_ repository: ModuleRepository) -> ErrandStep {
    switch repository.system {
    case "git": return askGit(repository)
    case "mod": return askProxy(repository.url)
    case let system: return .notMeasured("\(system) is not spoken here")
    }
  }

  private mutating func askGit(_ repository: ModuleRepository) -> ErrandStep {
    var repository = repository
    let isGuess = !repository.url.contains("://")
    if !settings.git.isInstalled {
      return .ended(.failed(.gitMissing), goText: isGuess ? Self.noProtocol : Self.noGit)
    }
    if isGuess {
      if isInsecure { return .notMeasured("git:// is not spoken here") }
      repository.url = "https://" + repository.url
    }
    if let obstacle = settings.git.obstacle(to: repository.url) { return .notMeasured(obstacle) }
    let slash = repository.url.hasSuffix("/") ? "" : "/"
    let written = repository.url + slash + "info/refs?service=git-upload-pack"
    guard let base = try? GoURL(parsing: repository.url), let url = try? GoURL(parsing: written),
      base.query.isEmpty, !repository.url.contains(where: { $0 == "?" || $0 == "#" })
    else { return .notMeasured("a repository URL that only git understands") }
    guard url.scheme == "https" || url.scheme == "http" && url.user == nil else {
      return .notMeasured("git over \(url.scheme) is not spoken here")
    }
    stage = .references(repository, isGuess: isGuess)
    return .ask(ErrandRequest(url, limit: Self.referencesLimit))
  }

  static let noGit =
    "unable to resolve git version: failed to execute git version: "
    + "exec: \"git\": executable file not found in $PATH"

  /// go's text where the path names its version control and no scheme works.
  private static let noProtocol = "no secure protocol found for repository"

  private func took(_ page: ErrandPage, of repository: ModuleRepository) -> ErrandStep {
    switch page.status {
    case 200: break
    case 404, 410: return .ended(.notFound(NotFound(status: page.status)), goText: nil)
    case 401 where settings.git.hasCredentials:
      return .notMeasured("git has credentials of its own")
    default: return .ended(.failed(.status(page.status)), goText: nil)
    }
    let revision = repository.revision(of: canary)
    switch GitReferences.find(revision, in: page) {
    case .found: return .ended(.ok, goText: nil)
    case .absent:
      guard case .name(let name) = revision else { return .notMeasured("a commit") }
      return .ended(
        .failed(.unknownRevision(name)), goText: "invalid version: unknown revision \(name)")
    case .unknown(let reason): return .notMeasured(reason)
    case .refused(let text): return .ended(.failed(.gitAnswer(text)), goText: nil)
    case .notGit(let type):
      if let fault = page.fault { return .ended(fault.outcome, goText: nil) }
      // The old protocol is files on any web server; whatever they are, git tries to read them.
      if type == "text/plain" { return .notMeasured("git's old protocol is not spoken here") }
      return .ended(.failed(.gitAnswer(type)), goText: nil)
    }
  }

  private func referencesFailed(_ outcome: RequestOutcome) -> ErrandStep {
    if case .failure(let failure) = outcome {
      switch failure.cause.code {
      case .insecureRedirect, .tooManyRedirects:
        return .notMeasured("git follows redirects that go does not")
      default: break
      }
    }
    return .ended(outcome, goText: nil)
  }

  /// The same where go tries ssh when https fails: only what any scheme meets is known then.
  private func guessed(_ step: ErrandStep) -> ErrandStep {
    guard case .ended(let outcome, _) = step else { return step }
    switch outcome {
    case .ok: return step
    case .failure(let failure):
      switch failure.cause.code {
      case .nameNotFound: return .ended(outcome, goText: Self.noProtocol)
      case .unknownRevision, .notMeasured: return step
      default: break
      }
    case .notFound, .hang: break
    }
    return .notMeasured("git over ssh is tried next, and is not spoken here")
  }

  // MARK: A proxy

  private mutating func askProxy(_ url: String) -> ErrandStep {
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
    return .ask(ErrandRequest(url, limit: BodyCheck.infoLimit))
  }

  private mutating func took(
    _ page: ErrandPage, of proxy: ProxyURL, _ kind: RequestKind
  ) -> ErrandStep {
    let question = Question(kind, canary)
    guard page.status == 200 else {
      return .ended(page.outcome, goText: page.statusError(of: proxy.redactedURL(of: question)))
    }
    // Of a zip no more is read than its beginning.
    if kind == .zip, page.isCut { return .ended(.ok, goText: nil) }
    if page.isCut { return .notMeasured("a body larger than goproxytop reads") }
    if let fault = page.fault { return .ended(fault.outcome, goText: nil) }
    guard kind == .info else { return .ended(.ok, goText: nil) }
    var check = BodyCheck(question, proxy: proxy.redacted)
    _ = page.body.withUnsafeBytes { check.take($0) }
    switch check.failure() {
    case nil: return ask(proxy, .mod)
    case .wrongVersion(let version)?:
      return .ended(
        .failed(.wrongVersion(ServerText(version)), in: .transfer),
        goText: check.failure()?.goText)
    case let failure?:
      return .ended(
        .failed(page.body.isEmpty ? .empty : .notJSON, in: .transfer), goText: failure.goText)
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
