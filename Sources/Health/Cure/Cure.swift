import GoRules

/// A change to the chain proved to help: by what is measured now, go would be served again for every kind of request
/// that is broken, and no worse for the others.
package struct Cure: Sendable, Hashable {
  /// One change, by the names of the entries.
  package enum Step: Sendable, Hashable {
    /// `|` in the place of the `,` after an entry.
    case pipe(after: String)
    case move(String, before: String)
    case moveBehind(String, after: String)
    /// A mirror that is watched and not in the chain; nil: at its end.
    case add(String, before: String?)
  }

  /// What a `|` or another order sends elsewhere: the paths asked of a private mirror, to a public one.
  package struct Leak: Sendable, Hashable {
    package var from: String
    package var to: String

    package init(from: String, to: String) {
      self.from = from
      self.to = to
    }
  }

  /// The whole chain with the change, passwords included.
  package var chain: Chain
  /// Moves and additions first.
  package var steps: [Step]
  /// Who then answers what is broken, in the order of the kinds, each once.
  package var servers: [String]
  /// The worst state of those.
  package var state: HealthState
  /// The kinds that are broken now.
  package var kinds: [RequestKind]
  /// The longest of what go would wait for one of these, entries that fail before included; nil where a part of it is not
  /// known.
  package var wait: Duration?
  /// nil: nothing private goes to where it did not go.
  package var leak: Leak?

  package init(
    chain: Chain, steps: [Step], servers: [String], state: HealthState = .up,
    kinds: [RequestKind], wait: Duration?, leak: Leak? = nil
  ) {
    self.chain = chain
    self.steps = steps
    self.servers = servers
    self.state = state
    self.kinds = kinds
    self.wait = wait
    self.leak = leak
  }
}

/// What is known of a cure while go fails.
package enum CureFinding: Sendable, Hashable {
  case proved(Cure)
  /// Everything is measured, and neither another separator nor another order would help.
  case none
  /// Some answer that would decide is missing, old or being waited for.
  case open

  package var cure: Cure? {
    if case .proved(let cure) = self { cure } else { nil }
  }
}
