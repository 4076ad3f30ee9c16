import GoRules

/// What a hook can be told of; the raw value is the word of the configuration and of JSON.
package enum HookTrigger: String, Sendable, Hashable, CaseIterable {
  /// go would fail, or wait for ever, for at least one kind of request.
  case broken
  /// What was told as broken, down or certificate is over.
  case recovered
  /// Another entry serves go than before.
  case failover
  /// A mirror is down.
  case down
  /// A mirror's certificate is not taken, or ends soon.
  case certificate
}

/// A fault that lasts for a while.
package struct HookFault: Sendable, Hashable {
  package enum Subject: Sendable, Hashable {
    /// go, with its GOPROXY as a whole.
    case chain
    case mirror(Mirror.ID)
    case certificate(Mirror.ID)

    package var trigger: HookTrigger {
      switch self {
      case .chain: .broken
      case .mirror: .down
      case .certificate: .certificate
      }
    }

    /// nil for the chain.
    package var mirror: Mirror.ID? {
      switch self {
      case .chain: nil
      case .mirror(let id), .certificate(let id): id
      }
    }
  }

  package enum Cause: Sendable, Hashable {
    /// How the entry answers that stops go, nil where that is not known; whether go waits for it.
    case walk(FailoverCause?, hangs: Bool)
    /// go refuses GOPROXY, with these words.
    case refused(String)
    /// nil: not known.
    case failure(RequestFailure?)
    /// When the mirror's certificate ends, in wall time.
    case ends(Duration)
  }

  package var subject: Subject
  package var since: Timestamp
  /// Of the mirror that is at fault, or stops go; nil for none.
  package var name: String?
  package var cause: Cause

  package init(_ subject: Subject, since: Timestamp, name: String?, cause: Cause) {
    self.subject = subject
    self.since = since
    self.name = name
    self.cause = cause
  }
}

/// Something that a hook is told.
package enum HookEvent: Sendable, Hashable {
  case began(HookFault)
  case ended(HookFault, at: Timestamp)
  case failover(FailoverGroup)

  package var trigger: HookTrigger {
    switch self {
    case .began(let fault): fault.subject.trigger
    case .ended: .recovered
    case .failover: .failover
    }
  }

  /// When it came about.
  package var at: Timestamp {
    switch self {
    case .began(let fault): fault.since
    case .ended(_, let time): time
    case .failover(let group): group.failover.at
    }
  }
}

extension HookEvent {
  /// With the reason why go fails as `snapshot` has it, where it is not on record: go did so from the start.
  package func explained(by snapshot: Snapshot) -> HookEvent {
    guard case .began(var fault) = self, case .walk(nil, let hangs) = fault.cause,
      let chain = snapshot.chain
    else { return self }
    let worst = snapshot.walks.filter { $0.verdict.isBad }.max {
      $0.verdict.severity < $1.verdict.severity
    }
    fault.cause = .walk(
      worst.flatMap { FailoverJournal.reason(ofBad: $0, in: chain) }, hangs: hangs)
    return .began(fault)
  }
}

/// When a hook is told.
package struct HookRules: Sendable, Hashable {
  package var on: Set<HookTrigger>
  /// Something must last so long before it is told.
  package var hold: Duration
  /// The least time between two things that are told.
  package var every: Duration
  /// How often it is tried again where it failed.
  package var retries: Int

  package init(on: Set<HookTrigger>, hold: Duration, every: Duration, retries: Int) {
    self.on = on
    self.hold = hold
    self.every = every
    self.retries = retries
  }

  /// Faults of this kind are followed: they are told, or their end is. Where a hook wants recoveries alone, those of the
  /// chain are meant.
  func follows(_ trigger: HookTrigger) -> Bool {
    on.contains(trigger)
      || trigger == .broken && on.contains(.recovered)
        && on.isDisjoint(with: [.broken, .down, .certificate])
  }
}
