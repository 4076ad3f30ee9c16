import GoRules

/// What was seen of the connection where our patience ended before the answer did; go waits on in each case.
package struct Silence: Sendable, Hashable {
  /// The raw value is the word of JSON.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// All that was sent is acknowledged, and nothing comes: the server, or what stands before it, is silent.
    case acknowledged
    /// What was sent is sent again and not acknowledged: a dead path, loss, a hole for large packets. The kernel gives
    /// up after a quarter of an hour.
    case unacknowledged
    /// What was sent is not acknowledged yet, and was not sent again either: too soon to tell.
    case undecided
    /// The peer takes no more bytes.
    case unsent
    /// Bytes of the answer still came, and most of it has not come.
    case trickling
    /// At least half of the answer had come, and the rest was coming.
    case slow
  }

  package var kind: Kind
  /// Since the last byte of the answer, or since the request where none has come.
  package var idle: Duration
  /// Since the request.
  package var elapsed: Duration
  /// Bytes of the answer that have come.
  package var bytes: Int
  /// Segments that were sent again since the request (TCP_INFO).
  package var retransmissions: Int

  package init(
    _ kind: Kind, idle: Duration, elapsed: Duration, bytes: Int = 0, retransmissions: Int = 0
  ) {
    self.kind = kind
    self.idle = idle
    self.elapsed = elapsed
    self.bytes = bytes
    self.retransmissions = retransmissions
  }
}

extension Silence {
  /// What go's wait ends with.
  package enum Wait: Sendable, Hashable {
    case never
    /// The kernel takes the connection for dead (tcp_retries2 of tcp(7)): an error, after which `|` moves on.
    case kernel
    /// The answer, if bytes go on coming.
    case answer
  }

  package var wait: Wait {
    switch kind {
    case .acknowledged, .undecided, .unsent: .never
    case .unacknowledged: .kernel
    case .trickling, .slow: .answer
    }
  }
}

extension Snapshot {
  /// What was seen of the entry whose silence ends `walk`; nil where it ends otherwise, or where that is not known.
  package func silence(endingIn walk: Walk) -> Silence? {
    chain?.silence(endingIn: walk, among: mirrors)
  }
}
