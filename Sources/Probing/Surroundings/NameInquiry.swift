import CLinux
import Glibc
import GoRules
import Health
import Platform

/// Asks one name server alone for a host, as go would ask it if there were no other. Blocks: not for the cooperative pool.
struct NameInquiry {
  let host: String
  /// `address:port`.
  let server: String
  let configuration: ResolverConfiguration
  let types: [DNSMessage.RecordType]
  /// For all of its questions; each is put twice within it.
  let limit: Duration

  /// Numeric addresses, in no order.
  func run() -> Result<[String], LookupFault> {
    var configuration = configuration
    configuration.servers = [server]
    var lookup = NameLookup(host, configuration, .names, hosts: [], types: types, offset: 0)
    let end = SystemClock.monotonic() + limit.inNanoseconds
    var sockets: [NameServerSocket] = []
    var commands = lookup.start()[...]
    while true {
      while let command = commands.popFirst() {
        switch command {
        case .finished(let result): return result
        case .ask(let query, let name, let type, let server, let isTCP):
          let deadline = min(end, SystemClock.monotonic() + limit.inNanoseconds / 2)
          do throws(LookupFault) {
            sockets.append(try ask(query, name, type, server, isTCP, until: deadline))
          } catch {
            commands += lookup.failed(query, error.kind, error.text)
          }
        }
      }
      if sockets.isEmpty { return .failure(LookupFault(.timedOut, "i/o timeout", server: server)) }
      for (socket, event) in Self.wait(sockets) {
        switch event {
        case .pending: continue
        case .answer(let bytes):
          commands += lookup.answered(socket.query, bytes, id: socket.id)
          if commands.isEmpty, lookup.isWaiting(for: socket.query) { continue }
        case .failed(let kind, let text):
          commands += lookup.failed(socket.query, kind, text)
        }
        sockets.removeAll { $0 === socket }
      }
    }
  }

  private func ask(
    _ query: Int, _ name: String, _ type: DNSMessage.RecordType, _ server: String, _ isTCP: Bool,
    until deadline: Int64
  ) throws(LookupFault) -> NameServerSocket {
    let id = UInt16.random(in: 0...UInt16.max)
    guard
      let message = DNSMessage.query(name, type, id: id, wantsAuthentication: false, hasEDNS: true),
      let (host, port) = HostPort.split(server[...]),
      let address = SocketAddress(host, port: UInt16(port ?? 53))
    else { throw LookupFault(.misbehaving, "cannot marshal DNS message", server: server) }
    do throws(SystemError) {
      return try NameServerSocket(
        query, message: message, id: id, server: address, isTCP: isTCP, deadline: deadline)
    } catch {
      throw LookupFault(.unreachable, error.text, server: server)
    }
  }

  /// What has come of each of `sockets` when one of them is ready, or has had no answer in time.
  private static func wait(
    _ sockets: [NameServerSocket]
  ) -> [(NameServerSocket, NameServerSocket.Event)] {
    var polled = sockets.map { socket in
      let events = socket.events & EPOLLOUT.rawValue == 0 ? POLLIN : POLLIN | POLLOUT
      return pollfd(fd: socket.fd, events: Int16(events), revents: 0)
    }
    let left = (sockets.map(\.deadline).min() ?? 0) - SystemClock.monotonic()
    _ = poll(&polled, nfds_t(polled.count), Int32(clamping: max(0, left / 1_000_000 + 1)))
    let now = SystemClock.monotonic()
    return zip(sockets, polled).map { socket, polled in
      if polled.revents != 0 { return (socket, socket.ready()) }
      return (socket, socket.deadline <= now ? .failed(.timedOut, socket.timeout) : .pending)
    }
  }
}
