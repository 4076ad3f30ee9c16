import Foundation
import Text

/// A network of its own in which the path is ill, and a mirror over TLS at its end: https://mirror.test.
enum PathClinic {
  enum Illness: String, CaseIterable, Sendable {
    /// Only small packets come back from the mirror.
    case mtu
    /// A connection is reset when it asks for mirror.test.
    case filter
    /// The first name server is silent, the second answers.
    case silentServer = "silent-server"
    /// The name server knows no such name; 127.0.0.2 does.
    case hidden
    /// The name server answers with 0.0.0.0.
    case blocked
    /// 403 to go's User-Agent.
    case agent
    case none
  }

  /// What `doctor --json` prints there.
  static func examine(_ illness: Illness) throws -> (code: Int32, object: [String: Any]) {
    let folder = try TemporaryFolder()
    // A chain too long for one packet.
    let names = (0..<60).map { "DNS:alias-\($0).mirror.test" }
    try Nginx.makeCertificates(
      in: URL(fileURLWithPath: folder.path),
      alternatives: (["DNS:mirror.test"] + names).joined(separator: ","))
    let servers = illness == .silentServer ? "nameserver 198.51.100.1\n" : ""
    let settings = try folder.write(
      servers + "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n", to: "resolv.conf")
    _ = try folder.write(world, to: "world.py")
    let words =
      [
        Goproxytop.path, "doctor", "--json", "--no-history", "--cacert", folder.path + "/ca.pem",
        "--goproxy", "https://mirror.test",
      ] + (illness == .hidden ? ["--resolver", "127.0.0.2"] : [])
    let script = """
      set -e
      ip link set lo up
      ip link add out type veth peer name sink
      ip address add 198.51.100.254/24 dev out
      ip link set out up
      ip link set sink up
      ip neighbour add 198.51.100.1 lladdr 02:00:00:00:00:01 dev out nud permanent
      mount --bind '\(settings)' /etc/resolv.conf
      cd '\(folder.path)'
      python3 world.py names \(illness.rawValue)
      \(illness == .mtu ? farMirror : "ip address add 192.0.2.9/32 dev lo\npython3 world.py mirror \(illness.rawValue)")
      \(words.map { "'\($0)'" }.joined(separator: " "))
      """
    let file = try folder.write(script, to: "run.sh")
    let result = try CommandResult(
      "/bin/sh", ["-c", "\(PrivateNetwork.unshare) sh '\(file)'"],
      environment: Goproxytop.environment(home: folder))
    let object = try? JSONSerialization.jsonObject(with: Data(result.output.utf8))
    guard let object = object as? [String: Any] else {
      throw EndToEndError("no examination: \(result.errors)")
    }
    return (result.code, object)
  }

  /// A mirror in a network of its own behind a link that takes packets of 900 bytes towards us, and says nothing of it.
  private static let farMirror = """
    unshare --net sleep 600 &
    far=$!
    while [ "$(readlink /proc/$far/ns/net)" = "$(readlink /proc/$$/ns/net)" ]; do sleep 0.02; done
    ip link add near type veth peer name far netns $far
    ip address add 192.0.2.1/24 dev near
    ip link set near mtu 900
    ip link set near up
    ip route replace 192.0.2.0/24 dev near src 192.0.2.1 advmss 1460
    nsenter -t $far -n sh -c 'ip link set lo up && ip address add 192.0.2.9/24 dev far &&
      ip link set far gso_max_segs 1 && ip link set far up && python3 world.py mirror mtu'
    """

  /// Serves on when it returns, until its namespace ends.
  private static let world = """
    import http.server, io, json, os, socket, ssl, struct, sys, threading, zipfile
    part, illness = sys.argv[1:3]

    def names(address, has):
        server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        server.bind((address, 53))
        def serve():
            while True:
                query, peer = server.recvfrom(512)
                question = query[12:query.index(b"\\0", 12) + 5]
                if has is None:
                    server.sendto(query[:2] + b"\\x81\\x83" + query[4:6] + bytes(6) + question, peer)
                    continue
                is_address = question[-4:-2] == b"\\0\\1"
                head = query[:2] + b"\\x81\\x80\\0\\1" + (b"\\0\\1" if is_address else b"\\0\\0") + bytes(4)
                answer = b"\\xc0\\x0c\\0\\1\\0\\1" + bytes(4) + b"\\0\\4" + socket.inet_aton(has)
                server.sendto(head + question + (answer if is_address else b""), peer)
        return serve

    class Mirror(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        def log_message(self, *words):
            pass
        def do_GET(self):
            if illness == "agent" and "GoCommand" in self.headers["User-Agent"]:
                return self.send_error(403)
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

    class Server(http.server.ThreadingHTTPServer):
        def finish_request(self, request, address):
            if illness == "filter" and b"mirror.test" in request.recv(4096, socket.MSG_PEEK):
                request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain("server.pem", "server.key")
            super().finish_request(context.wrap_socket(request, server_side=True), address)
        def handle_error(self, request, address):
            pass
        def shutdown_request(self, request):
            request.close()

    if part == "names":
        has = {"hidden": None, "blocked": "0.0.0.0"}.get(illness, "192.0.2.9")
        work = [names("127.0.0.1", has), names("127.0.0.2", "192.0.2.9")]
    else:
        work = [Server(("192.0.2.9", 443), Mirror).serve_forever]
    if os.fork():
        os._exit(0)
    os.close(1), os.close(2)
    for job in work[1:]:
        threading.Thread(target=job, daemon=True).start()
    work[0]()

    """
}
