import Glibc
import GoRules

/// nginx with one server.
final class RunningNginx {
  let process: ChildProcess
  let url: String
  private let folder: ScratchFolder
  private let configuration: ScratchFile

  /// `server`: its directives.
  init(_ server: String) throws(BenchmarkError) {
    let port = try Self.freePort()
    url = "http://127.0.0.1:\(port)"
    folder = try ScratchFolder()
    configuration = try ScratchFile(
      """
      daemon off;
      master_process off;
      pid \(folder.path)/nginx.pid;
      error_log stderr notice;
      events { worker_connections 64; }
      http {
        access_log off;
        keepalive_requests 1000000;
        client_body_temp_path temp; proxy_temp_path temp; fastcgi_temp_path temp;
        uwsgi_temp_path temp; scgi_temp_path temp;
        server { listen 127.0.0.1:\(port); \(server) }
      }

      """)
    process = try ChildProcess(
      "/usr/sbin/nginx", ["-p", folder.path, "-e", "stderr", "-c", configuration.path],
      errors: .pipe)
    var isReady = false
    while !isReady, let line = process.readLine() { isReady = line.contains("using the") }
    if !isReady { throw BenchmarkError("nginx does not start") }
  }

  /// A file of so many zeros below its folder.
  func add(_ name: String, in parent: String, size: Int) throws(BenchmarkError) {
    let parent = "\(folder.path)/\(parent)"
    try ChildProcess("/bin/mkdir", ["-p", parent]).wait()
    let descriptor = open("\(parent)/\(name)", O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw .system(parent) }
    defer { close(descriptor) }
    if ftruncate(descriptor, size) != 0 { throw .system(parent) }
  }

  /// It has our mask of signals, and does not hear SIGTERM.
  deinit { kill(process.id, SIGKILL) }

  /// One that was free a moment ago.
  private static func freePort() throws(BenchmarkError) -> UInt16 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    if !isBound { throw .system("no free port") }
    return UInt16(bigEndian: address.sin_port)
  }
}
