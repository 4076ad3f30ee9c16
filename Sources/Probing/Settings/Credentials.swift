import GoRules
import Health
import Platform

/// What GOAUTH gives for https requests, as one go command would have it; shared by the probers of a pool.
///
/// Nothing of it is ever shown, logged or stored.
final class Credentials: Sendable {
  /// A URL that stays refused with all that GOAUTH gives is not asked about again for so long.
  private static let patience = Duration.seconds(60)
  /// URLs of which that is remembered.
  private static let mostRefused = 4096

  private struct State {
    var environment: [String: String]
    var auth: GoAuth
    /// Changes with the settings: what was begun under others counts no more.
    var generation = 0
    var cache = CredentialCache()
    /// go ends at its first https request, with this text after `go: `.
    var fatal: String?
    /// When the run that go makes before its first https request is due again; nil where it was made, and never before
    /// the first.
    var preparedAgainAt: Duration? = .zero
    /// Why it is not known what the run before the first request gives.
    var unknown: String?
    /// That run has not ended, and so go would not have made any request yet.
    var isStuck = false
    /// URLs that stay refused: until when they are left alone, and why go might have got further.
    var refused: [String: (until: Duration, reason: String?)] = [:]
    /// Of the runs under way.
    var stoppers: [ObjectIdentifier: Stopper] = [:]
    var isShutDown = false

    init(_ environment: [String: String]) {
      self.environment = environment
      let value = environment["GOAUTH"].flatMap { $0.isEmpty ? nil : $0 }
      auth = GoAuth(value ?? GoAuth.standard)
    }
  }

  private let state: Locked<State>
  private let preparing = Turns(limit: 1)
  private let asking = Turns(limit: 16)

  /// `environment`: see `ProbePoolConfiguration`. Nothing is read or run yet.
  init(environment: [String: String]) { state = Locked(State(environment)) }

  /// Other settings are in force. What was obtained is forgotten only where they differ.
  func adopt(_ environment: [String: String]) {
    state.withLock { state in
      guard environment != state.environment else { return }
      let (generation, stoppers) = (state.generation + 1, state.stoppers)
      state = State(environment)
      (state.generation, state.stoppers) = (generation, stoppers)
    }
  }

  /// Ends the runs under way, and begins none from now on.
  func shutDown() {
    state.withLock { state in
      state.isShutDown = true
      for stopper in state.stoppers.values { stopper.stop() }
    }
  }

  // MARK: What is known

  /// The fields that go along with the request for `target` and with those to which it is redirected.
  func request(_ target: RequestTarget) -> RequestCredentials {
    let kept = state.withLock { $0.cache.fields(for: target.written.utf8) }
    return RequestCredentials(Self.target(target.url), kept: kept)
  }

  static func target(_ url: GoURL) -> RequestCredentials.Target {
    RequestCredentials.Target(
      isHTTPS: url.scheme == "https", authority: url.host, login: url.user, password: url.password)
  }

  /// See `State.fatal`.
  var fatal: String? { state.withLock { $0.fatal } }

  /// Why no https request can be measured; nil where they can.
  var obstacle: String? { state.withLock { $0.isStuck ? $0.unknown : nil } }

  /// Why it is not known what go would have sent with a request for `url` that was refused; nil where it is.
  func unknown(_ url: String) -> String? {
    state.withLock { $0.refused[url]?.reason ?? $0.unknown }
  }

  /// Whether GOAUTH is worth asking about a URL that was refused.
  func mayHelp(_ url: String) -> Bool {
    let now = SystemClock.now().monotonic
    return state.withLock { state in
      if let known = state.refused[url], known.until > now { return false }
      return state.auth.methods != [.off]
    }
  }

  /// `url` was refused again, with what GOAUTH gave for it.
  func staysRefused(_ url: String) {
    let until = SystemClock.now().monotonic + Self.patience
    state.withLock { state in
      if state.refused.count >= Self.mostRefused { state.refused = [:] }
      state.refused[url] = (until, state.refused[url]?.reason)
    }
  }

  // MARK: What is asked

  /// Does what go does before its first https request, once for all rounds.
  func prepare(within limit: Duration) async {
    guard isPreparationDue, await preparing.enter() else { return }
    if isPreparationDue {
      let start = SystemClock.now().monotonic
      let (generation, reason) = await run(after: nil, within: limit)
      let end = SystemClock.now().monotonic
      state.withLock { state in
        guard state.generation == generation, !Task.isCancelled else { return }
        state.unknown = reason
        state.isStuck = reason != nil && end - start >= limit
        let isSettled = reason == nil && state.fatal == nil
        state.preparedAgainAt = isSettled ? nil : end + Self.patience
      }
    }
    preparing.leave()
  }

  /// `prepare` has something to do.
  var isPreparationDue: Bool {
    let now = SystemClock.now().monotonic
    return state.withLock { $0.preparedAgainAt.map { $0 <= now } ?? false }
  }

  /// Does what go does after a refusal. Whether it gave other fields than were `sent`.
  func ask(
    after refusal: GoAuth.Refusal, sent: [HeaderField], within limit: Duration
  ) async -> Bool {
    guard await asking.enter() else { return false }
    let (generation, reason) = await run(after: refusal, within: limit)
    asking.leave()
    let until = SystemClock.now().monotonic + Self.patience
    return state.withLock { state in
      guard state.generation == generation else { return true }
      let isNew = state.cache.fields(for: refusal.url.utf8) != sent
      if state.refused.count >= Self.mostRefused { state.refused = [:] }
      state.refused[refusal.url] =
        isNew && reason == nil ? nil : (isNew ? .zero : until, reason)
      return isNew
    }
  }

  /// Goes through the steps on a thread of its own. The generation to which they belong, and why it is not known what
  /// they would give to go.
  private func run(
    after refusal: GoAuth.Refusal?, within limit: Duration
  ) async -> (generation: Int, reason: String?) {
    let stopper = Stopper()
    let (steps, generation, environment) = state.withLock { state in
      state.stoppers[ObjectIdentifier(stopper)] = stopper
      if state.isShutDown { stopper.stop() }
      return (state.auth.steps(after: refusal), state.generation, state.environment)
    }
    let run = CredentialRun(
      environment: environment, url: refusal?.url, stopper: stopper,
      deadline: SystemClock.now().monotonic + limit)
    let reason = await withTaskCancellationHandler {
      await Threads.run { [self] in take(steps, run, generation) }
    } onCancel: {
      stopper.stop()
    }
    state.withLock { $0.stoppers[ObjectIdentifier(stopper)] = nil }
    return (generation, reason)
  }

  /// Blocks.
  private func take(
    _ steps: [GoAuth.Step], _ run: CredentialRun, _ generation: Int
  ) -> String? {
    var reason: String?
    state.withLock { if $0.generation == generation { $0.fatal = nil } }
    for step in steps {
      let gift = run.take(step)
      state.withLock { state in
        guard state.generation == generation else { return }
        switch gift {
        case .nothing: break
        case .netrc(let file): state.cache.store(file)
        case .fields(let fields):
          for (prefix, header) in fields { state.cache.store(header, for: prefix) }
        case .unknown(let text): reason = text
        case .end(let text): state.fatal = text
        }
      }
      if case .end = gift { break }
    }
    return reason
  }
}
