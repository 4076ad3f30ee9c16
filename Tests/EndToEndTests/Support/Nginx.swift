import Foundation
import Text

/// A real nginx on loopback that serves a GOPROXY tree over TLS with a private certificate authority.
///
/// The listening socket is bound here on port 0 and handed over (nginx takes inherited sockets from the
/// variable `NGINX`), so that no port is fixed and none can be lost between choosing and listening.
final class Nginx {
  enum Mode {
    case serves
    /// Answers every request with this status.
    case status(Int)
  }

  let port: UInt16
  /// PEM file of the authority that signed the certificate.
  let authority: URL
  private let folder: URL
  private let process: ChildProcess

  var url: String { "https://127.0.0.1:\(port)" }

  /// Starts nginx and returns when it accepts connections.
  init(canary: String = "golang.org/x/sync", version: String = "v0.10.0") throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("goproxytop-nginx-\(UUID().uuidString)")
    let tree = folder.appendingPathComponent("tree/\(canary)/@v")
    try FileManager.default.createDirectory(at: tree, withIntermediateDirectories: true)
    let files = [
      "list": version + "\n",
      "\(version).info": #"{"Version":"\#(version)","Time":"2023-10-11T17:02:33Z"}"#,
      "\(version).mod": "module \(canary)\n",
    ]
    for (name, text) in files {
      try Data(text.utf8).write(to: tree.appendingPathComponent(name))
    }
    try Data(Self.emptyZip).write(to: tree.appendingPathComponent("\(version).zip"))

    authority = folder.appendingPathComponent("ca.pem")
    try Self.makeCertificates(in: folder)
    let socket = try ListeningSocket()
    port = socket.port
    try Self.configuration(.serves, port: port, folder: folder)
      .write(to: folder.appendingPathComponent("nginx.conf"), atomically: true, encoding: .utf8)
    process = try ChildProcess(
      "/usr/sbin/nginx", ["-p", folder.path, "-c", "nginx.conf"], environment: ["NGINX": "3;"],
      passing: [3: socket.descriptor])
  }

  /// An end of central directory record and nothing else: the smallest legal zip.
  private static let emptyZip: [UInt8] = [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18)

  /// Changes what it answers; connections made from now on see it.
  ///
  /// nginx re-reads its configuration on SIGHUP; the old workers finish what they have.
  func serve(_ mode: Mode) throws {
    try Self.configuration(mode, port: port, folder: folder)
      .write(to: folder.appendingPathComponent("nginx.conf"), atomically: true, encoding: .utf8)
    process.signal(SIGHUP)
  }

  /// Ends it at once; from now on connections are refused.
  func stop() {
    process.signal(SIGTERM)
    process.wait()
  }

  deinit {
    stop()
    try? FileManager.default.removeItem(at: folder)
  }

  private static func configuration(_ mode: Mode, port: UInt16, folder: URL) -> String {
    let body =
      switch mode {
      case .serves:
        """
        location / { root tree; default_type text/plain; }
            location /sumdb/sum.golang.org/supported { return 200 ""; }
        """
      case .status(let status): "return \(status) \"fault\";"
      }
    return """
      daemon off;
      pid nginx.pid;
      error_log stderr warn;
      worker_processes 1;
      events { worker_connections 64; }
      http {
        access_log off;
        client_body_temp_path temp; proxy_temp_path temp; fastcgi_temp_path temp;
        uwsgi_temp_path temp; scgi_temp_path temp;
        ssl_protocols TLSv1.2 TLSv1.3;
        ssl_certificate server.pem;
        ssl_certificate_key server.key;
        server {
          listen 127.0.0.1:\(port) ssl http2;
          \(body)
        }
      }

      """
  }

  /// An authority and a certificate for these names, both for two days, made by the openssl command.
  static func makeCertificates(
    in folder: URL, alternatives: String = "IP:127.0.0.1"
  ) throws {
    func openssl(_ arguments: String) throws {
      let result = try CommandResult(
        "/usr/bin/env",
        ["-C", folder.path, "openssl"] + arguments.split(separator: " ").map(String.init),
        environment: ProcessInfo.processInfo.environment)
      if result.code != 0 { throw EndToEndError("openssl \(arguments): \(result.errors)") }
    }
    try "subjectAltName=\(alternatives)\n".write(
      to: folder.appendingPathComponent("san"), atomically: true, encoding: .utf8)
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
    try openssl("req -x509 \(key) -days 2 -subj /CN=goproxytop-test-ca -keyout ca.key -out ca.pem")
    try openssl("req \(key) -subj /CN=127.0.0.1 -keyout server.key -out server.csr")
    try openssl(
      "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2"
        + " -extfile san -out server.pem")
  }
}
