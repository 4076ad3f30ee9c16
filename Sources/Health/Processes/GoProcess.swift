import GoRules

/// A go command of this user that runs now, and what its connections show: the entry it is really at.
package struct GoProcess: Sendable, Hashable, Identifiable {
  /// The process's number.
  package var id: Int32
  /// How it was started, without passwords.
  package var command: ServerText
  package var age: Duration
  /// Another GOPROXY than ours is exported to it, without passwords; nil where none is.
  package var goproxy: String?
  /// Since the last look, it or the version control that it runs has used the processor for most of the time.
  package var isComputing: Bool
  /// Its own and those of the version control that it runs.
  package var connections: [GoConnection]

  package init(
    id: Int32, command: ServerText, age: Duration, goproxy: String? = nil,
    isComputing: Bool = false, connections: [GoConnection] = []
  ) {
    self.id = id
    self.command = command
    self.age = age
    self.goproxy = goproxy
    self.isComputing = isComputing
    self.connections = connections
  }
}

/// A socket of a go command, as the kernel describes it (sock_diag).
package struct GoConnection: Sendable, Hashable {
  package enum State: Sendable, Hashable {
    /// The SYN has no answer.
    case connecting
    case established
    /// The peer has closed its side.
    case closed
    /// Of UDP, which has no more to tell.
    case datagrams
  }

  /// The peer's, numeric.
  package var address: String
  package var port: UInt16
  package var state: State
  /// Bytes that were written and not acknowledged.
  package var unacknowledged: Int
  /// How often those were sent again, or the SYN.
  package var retransmissions: Int
  package var sinceSent: Duration
  package var sinceReceived: Duration
  /// Bytes since it stands, those of TLS too.
  package var received: Int

  package init(
    to address: String, port: UInt16, _ state: State, unacknowledged: Int = 0,
    retransmissions: Int = 0, sinceSent: Duration = .zero, sinceReceived: Duration = .zero,
    received: Int = 0
  ) {
    self.address = address
    self.port = port
    self.state = state
    self.unacknowledged = unacknowledged
    self.retransmissions = retransmissions
    self.sinceSent = sinceSent
    self.sinceReceived = sinceReceived
    self.received = received
  }

  /// What can be said of a connection without knowing what was asked on it.
  package enum Sight: Sendable, Hashable {
    case askingNameServer
    case connecting(resent: Int)
    /// Nothing has come for so long.
    case unacknowledged(resent: Int, for: Duration)
    /// go sent last, and all of it has arrived.
    case silent(for: Duration)
    case receiving
    /// The peer sent last: the rest of an answer is missing, or nothing was asked since.
    case quiet(for: Duration)
    case closed
  }

  /// Bytes that came within this time are still coming.
  private static let pause = Duration.seconds(1)

  package var sight: Sight {
    switch state {
    case .datagrams: return .askingNameServer
    case .connecting: return .connecting(resent: retransmissions)
    case .closed: return .closed
    case .established: break
    }
    // What was sent within a round trip has no acknowledgement yet, which means nothing.
    if unacknowledged > 0, retransmissions > 0 || sinceSent >= Self.pause {
      return .unacknowledged(resent: retransmissions, for: sinceReceived)
    }
    if sinceReceived < Self.pause { return .receiving }
    return sinceSent <= sinceReceived ? .silent(for: sinceSent) : .quiet(for: sinceReceived)
  }
}

extension Snapshot {
  /// The mirrors that were last met at an address: several may be behind one, and none where names have moved on or a
  /// forward proxy stands between.
  package func mirrors(at address: String, port: UInt16) -> [MirrorSnapshot] {
    mirrors.filter { mirror in
      mirror.mirror.url.portInUse == Int(port)
        && mirror.latest.values.contains { $0.connection.address == address }
    }
  }
}
