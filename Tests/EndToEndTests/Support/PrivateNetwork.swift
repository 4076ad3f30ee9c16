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
