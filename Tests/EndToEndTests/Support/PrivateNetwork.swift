import Foundation
import Text

/// A network of its own for programs under test: a namespace that ends with what runs in it.
enum PrivateNetwork {
  /// The shell command `command`, run where there is no network at all, not even loopback's.
  static func alone(_ command: String) -> String { "\(unshare) sh -c '\(command)'" }

  /// How a name server on 127.0.0.1 is.
  enum NameServer: String {
    /// No name exists.
    case nxdomain
    /// Takes what it is asked and never answers.
    case silent
  }

  /// Runs `program` with each of `arguments`, side by side, in a network with loopback, such a name server, and
  /// 192.0.2.0/24, where whatever is sent disappears. Returns what each printed.
  static func run(
    _ program: String, _ arguments: [[String]], nameServer: NameServer,
    environment: [String: String], folder: TemporaryFolder
  ) throws -> [String] {
    let settings = try folder.write(
      "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n", to: "resolv.conf")
    let server = try folder.write(serverScript, to: "names.py")
    let runs = arguments.enumerated().map { index, arguments in
      let words = ([program] + arguments).map { "'\($0)'" }.joined(separator: " ")
      return "\(words) > '\(folder.path)/\(index)' &"
    }
    let script = """
      set -e
      ip link set lo up
      ip link add out type veth peer name sink
      ip address add 192.0.2.254/24 dev out
      ip link set out up
      ip link set sink up
      ip neighbour add 192.0.2.1 lladdr 02:00:00:00:00:01 dev out nud permanent
      mount --bind '\(settings)' /etc/resolv.conf
      python3 '\(server)' \(nameServer.rawValue)
      \(runs.joined(separator: "\n"))
      wait
      """
    let file = try folder.write(script, to: "run.sh")
    let result = try CommandResult(
      "/bin/sh", ["-c", "\(unshare) sh '\(file)'"], environment: environment)
    guard result.code == 0 else { throw EndToEndError("no private network: \(result.errors)") }
    return try arguments.indices.map {
      try String(contentsOfFile: "\(folder.path)/\($0)", encoding: .utf8)
    }
  }

  /// A shell command that runs `program` where first.test is a mirror on 127.0.0.1, until the file `silence` in `folder` is
  /// there: from then on the name server does not answer, and writes the time of the first question to `met`.
  static func thatFallsSilent(
    _ program: String, folder: TemporaryFolder
  ) throws -> String {
    let settings = try folder.write("nameserver 127.0.0.1\n", to: "resolv.conf")
    let server = try folder.write(fallingSilentScript, to: "world.py")
    let script = """
      set -e
      ip link set lo up
      mount --bind '\(settings)' /etc/resolv.conf
      python3 '\(server)' '\(folder.path)'
      exec \(program)

      """
    return "\(unshare) sh '\(try folder.write(script, to: "world.sh"))'"
  }

  /// A name server, and a mirror that has every module; returns when both can be asked.
  private static let fallingSilentScript = """
    import http.server, io, json, os, socket, sys, threading, time, zipfile
    folder = sys.argv[1]
    names = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    names.bind(("127.0.0.1", 53))
    class Mirror(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        def log_message(self, *words):
            pass
        def do_GET(self):
            module, name = self.path[1:].split("/@v/")
            version = os.path.splitext(name)[0]
            body = version.encode() + b"\\n"
            if name == "list":
                body = b"v0.10.0\\n"
            if name.endswith(".info"):
                body = json.dumps({"Version": version}).encode()
            if name.endswith(".mod"):
                body = b"module " + module.encode() + b"\\n"
            if name.endswith(".zip"):
                file = io.BytesIO()
                with zipfile.ZipFile(file, "w") as archive:
                    archive.writestr(module + "@" + version + "/m.go", "package m")
                body = file.getvalue()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
    mirror = http.server.ThreadingHTTPServer(("127.0.0.1", 80), Mirror)
    if os.fork():
        os._exit(0)
    os.close(1), os.close(2)
    threading.Thread(target=mirror.serve_forever, daemon=True).start()
    while True:
        query, peer = names.recvfrom(512)
        if os.path.exists(folder + "/silence"):
            if not os.path.exists(folder + "/met"):
                with open(folder + "/met.new", "w") as file:
                    file.write(str(time.time()))
                os.rename(folder + "/met.new", folder + "/met")
            continue
        question = query[12:query.index(b"\\0", 12) + 5]
        is_address = question[-4:-2] == b"\\0\\1"
        # The same number, "answer, recursion available", one question and as many answers.
        head = query[:2] + b"\\x81\\x80\\0\\1" + (b"\\0\\1" if is_address else b"\\0\\0") + bytes(4)
        # The name of the question, class IN, for no time at all.
        answer = b"\\xc0\\x0c\\0\\1\\0\\1" + bytes(4) + b"\\0\\4" + bytes([127, 0, 0, 1])
        names.sendto(head + question + (answer if is_address else b""), peer)

    """

  /// A user who is not root is it within. Its processes find themselves in /proc, as Dispatch expects of its threads.
  static let unshare =
    "unshare \(geteuid() == 0 ? "" : "--map-root-user") --net --mount-proc --pid --fork --kill-child"

  /// Returns when it can be asked, and serves on until its namespace ends.
  private static let serverScript = """
    import os, socket, sys
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 53))
    if os.fork():
        os._exit(0)
    while True:
        query, peer = server.recvfrom(512)
        if sys.argv[1] == "nxdomain":
            # The same number and question, "answer, recursion available", code 3.
            server.sendto(query[:2] + b"\\x81\\x83" + query[4:6] + bytes(6) + query[12:], peer)

    """
}
