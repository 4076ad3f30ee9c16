import CLinux
import Glibc

/// Tells systemd how a service fares (sd_notify(3)): one datagram to the socket that `NOTIFY_SOCKET` names; nothing where
/// nobody asked.
package struct ServiceManager: Sendable {
  private let socket: [UInt8]?
  /// How often it wants to hear that the loop still turns; nil where it does not.
  package let watchdog: Duration?

  package init(environment: [String: String]) {
    let path = environment["NOTIFY_SOCKET"] ?? ""
    socket = path.hasPrefix("/") || path.hasPrefix("@") ? Array(path.utf8) : nil
    let isForUs = environment["WATCHDOG_PID"].map { Int32($0) == getpid() } ?? true
    let limit = environment["WATCHDOG_USEC"].flatMap { Int64($0) } ?? 0
    // Twice in its time, as sd_watchdog_enabled(3) advises.
    watchdog = isForUs && limit > 0 && socket != nil ? .microseconds(limit) / 2 : nil
  }

  package func ready() { send("READY=1") }
  package func ending() { send("STOPPING=1") }
  package func alive() { send("WATCHDOG=1") }

  package func reloading() {
    let now = SystemClock.monotonic() / 1000
    send("RELOADING=1\nMONOTONIC_USEC=\(now)")
  }

  private func send(_ text: String) {
    guard var name = socket else { return }
    var address = sockaddr_un()
    guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
    address.sun_family = sa_family_t(AF_UNIX)
    // An abstract one has no file.
    if name[0] == UInt8(ascii: "@") { name[0] = 0 }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    let length = MemoryLayout.offset(of: \sockaddr_un.sun_path).map { $0 + name.count } ?? 0
    let descriptor = Glibc.socket(
      AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    _ = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, socklen_t(length))
      }
    }
  }
}
