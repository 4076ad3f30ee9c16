import CLinux
import Glibc

/// Non-blocking TCP sockets, closed by their owners.
package enum Socket {
  /// An address and port to bind; nil for text that is neither IPv4 nor IPv6.
  package struct Address: Sendable {
    private var storage = sockaddr_storage()
    private let length: socklen_t

    package init?(_ text: String, port: UInt16) {
      if text.contains(":") {
        var address = sockaddr_in6()
        guard inet_pton(AF_INET6, text, &address.sin6_addr) == 1 else { return nil }
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = port.bigEndian
        length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: address, as: sockaddr_in6.self) }
      } else {
        var address = sockaddr_in()
        guard inet_pton(AF_INET, text, &address.sin_addr) == 1 else { return nil }
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: address, as: sockaddr_in.self) }
      }
    }

    package var family: Int32 { Int32(storage.ss_family) }

    package func bind(_ descriptor: Int32) -> Bool {
      withUnsafePointer(to: storage) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          Glibc.bind(descriptor, $0, length) == 0
        }
      }
    }

    package func connect(_ descriptor: Int32) -> Bool {
      withUnsafePointer(to: storage) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          Glibc.connect(descriptor, $0, length) == 0
        }
      }
    }

    package static func isLoopback(_ text: String) -> Bool {
      text == "::1" || (text.hasPrefix("127.") && Address(text, port: 0) != nil)
    }
  }

  /// A socket bound to `address` but not listening: it keeps the port while connects are refused.
  package static func bound(to address: Address) throws(LabError) -> Int32 {
    let flags = Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let descriptor = socket(address.family, Int32(SOCK_STREAM.rawValue) | flags, 0)
    if descriptor < 0 { throw LabError.system("socket") }
    var on: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    if !address.bind(descriptor) {
      let error = LabError.system("bind")
      close(descriptor)
      throw error
    }
    return descriptor
  }

  /// A socket that listens on `address`.
  package static func listener(on address: Address) throws(LabError) -> Int32 {
    let descriptor = try bound(to: address)
    if listen(descriptor, 1024) == 0 { return descriptor }
    let error = LabError.system("listen")
    close(descriptor)
    throw error
  }

  package static func port(of descriptor: Int32) throws(LabError) -> UInt16 {
    var address = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let result = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(descriptor, $0, &length)
      }
    }
    if result != 0 { throw LabError.system("getsockname") }
    // The port stands at the same place for both families.
    return withUnsafeBytes(of: address) {
      UInt16(bigEndian: $0.load(fromByteOffset: 2, as: UInt16.self))
    }
  }

  /// The next waiting connection; nil where there is none or no descriptor is free.
  package static func accept(_ listener: Int32) -> Int32? {
    let flags = Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let descriptor = clinux_accept(listener, flags)
    guard descriptor >= 0 else { return nil }
    var on: Int32 = 1
    setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    return descriptor
  }

  /// Closes with a reset instead of an end.
  package static func reset(_ descriptor: Int32) {
    resetWhenClosed(descriptor)
    close(descriptor)
  }

  /// Has `close` send a reset.
  package static func resetWhenClosed(_ descriptor: Int32) {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  }
}
