import Foundation

/// A port of 127.0.0.1 whose queue of connections is full: SYNs go unanswered.
final class FullListener {
  let port: UInt16
  private var descriptors: [Int32] = []

  init() throws {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    let sockets = (0..<5).map { _ in socket(AF_INET, type, 0) }
    descriptors = sockets
    port = try withUnsafeMutablePointer(to: &address) { pointer in
      try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        guard bind(sockets[0], address, size) == 0, listen(sockets[0], 0) == 0,
          getsockname(sockets[0], address, &size) == 0
        else { throw EndToEndError("no listener: \(String(cString: strerror(errno)))") }
        for filler in sockets.dropFirst() { connect(filler, address, size) }
        return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
          UInt16(bigEndian: $0.pointee.sin_port)
        }
      }
    }
  }

  deinit { descriptors.forEach { close($0) } }
}
