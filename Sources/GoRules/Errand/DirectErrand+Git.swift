/// git, as far as its list of branches and tags goes (gitprotocol-http(5), gitprotocol-v2(5)).
extension DirectErrand {
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
    if !repository.url.hasSuffix("/") { repository.url += "/" }
    guard let base = try? GoURL(parsing: repository.url),
      let url = try? GoURL(parsing: repository.url + Self.references),
      base.query.isEmpty, !repository.url.contains(where: { $0 == "?" || $0 == "#" })
    else { return .notMeasured("a repository URL that only git understands") }
    guard url.scheme == "https" || url.scheme == "http" && url.user == nil else {
      return .notMeasured("git over \(url.scheme) is not spoken here")
    }
    // git takes a scheme as it is written, and its library resolves the dots of a path.
    guard repository.url.hasPrefix(url.scheme + "://"),
      !repository.url.lowercased().replacing("%2e", with: ".").contains("/.")
    else { return .notMeasured("a repository URL that only git understands") }
    if let obstacle = settings.git.obstacle(to: repository.url) { return .notMeasured(obstacle) }
    stage = .references(repository, isGuess: isGuess)
    var request = ErrandRequest(url, limit: Self.referencesLimit)
    request.fields = [Self.protocolField]
    return .ask(request)
  }

  /// What git asks a repository for first.
  private static let references = "info/refs?service=git-upload-pack"
  private static let protocolField = HeaderField(
    name: "Git-Protocol", value: Array("version=2".utf8))

  static let noGit =
    "unable to resolve git version: failed to execute git version: "
    + "exec: \"git\": executable file not found in $PATH"

  /// go's text where the path names its version control and no scheme works.
  private static let noProtocol = "no secure protocol found for repository"

  mutating func took(_ page: ErrandPage, of repository: ModuleRepository) -> ErrandStep {
    switch page.status {
    case 200: break
    case 404, 410: return .ended(.notFound(NotFound(status: page.status)), goText: nil)
    case 401 where settings.git.hasCredentials:
      return .notMeasured("git has credentials of its own")
    default: return .ended(.failed(.status(page.status)), goText: nil)
    }
    // What is asked next is asked where a redirect has led to.
    let address = page.address ?? repository.url + Self.references
    guard address.hasSuffix(Self.references) else {
      return .ended(.failed(.gitAnswer("a redirect to something else")), goText: nil)
    }
    if let listing = GitReferences.listing(after: page) {
      return askForListing(listing, at: address.dropLast(Self.references.count), repository)
    }
    return ending(
      of: GitReferences.find(repository.revision(of: canary), in: page), page, repository)
  }

  private mutating func askForListing(
    _ body: [UInt8], at base: Substring, _ repository: ModuleRepository
  ) -> ErrandStep {
    guard let url = try? GoURL(parsing: base + "git-upload-pack") else {
      return .notMeasured("a repository URL that only git understands")
    }
    var isGuess = false
    if case .references(_, isGuess: true) = stage { isGuess = true }
    stage = .listing(repository, isGuess: isGuess)
    var request = ErrandRequest(url, limit: Self.referencesLimit)
    request.body = body
    request.fields = [
      HeaderField(name: "Content-Type", value: Array("application/x-git-upload-pack-request".utf8)),
      HeaderField(name: "Accept", value: Array("application/x-git-upload-pack-result".utf8)),
      Self.protocolField,
    ]
    return .ask(request)
  }

  /// The answer to the list of the second version; git asks for credentials here as well.
  func tookListing(_ page: ErrandPage, of repository: ModuleRepository) -> ErrandStep {
    guard page.status == 200 else {
      if page.status == 401, settings.git.hasCredentials {
        return .notMeasured("git has credentials of its own")
      }
      return .ended(.failed(.status(page.status)), goText: nil)
    }
    let finding = GitReferences.find(repository.revision(of: canary), inListing: page)
    return ending(of: finding, page, repository)
  }

  private func ending(
    of finding: GitReferences.Finding, _ page: ErrandPage, _ repository: ModuleRepository
  ) -> ErrandStep {
    let revision = repository.revision(of: canary)
    switch finding {
    case .found:
      // go takes another major version only from a repository without a go.mod.
      var bare = canary
      bare.version = String(canary.version.prefix { $0 != "+" })
      guard ModulePath.mustMatch(bare) else {
        return .notMeasured("what the repository's go.mod says")
      }
      return .ended(.ok, goText: nil)
    case .branch:
      // go knows more words, of the commit.
      return .ended(.failed(.unknownRevision(canary.version)), goText: nil)
    case .absent:
      guard case .name(let name) = revision else { return .notMeasured("a commit") }
      return .ended(
        .failed(.unknownRevision(name)), goText: "invalid version: unknown revision \(name)")
    case .unknown(let reason): return .notMeasured(reason)
    case .refused(let text): return .ended(.failed(.gitAnswer(text)), goText: nil)
    case .notGit(let type):
      if let fault = page.fault { return .ended(fault.outcome, goText: nil) }
      return .ended(.failed(.gitAnswer(type)), goText: nil)
    }
  }

  func referencesFailed(_ outcome: RequestOutcome) -> ErrandStep {
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
  func guessed(_ step: ErrandStep) -> ErrandStep {
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
}
