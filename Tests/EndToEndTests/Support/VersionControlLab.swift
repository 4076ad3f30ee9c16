import Foundation

/// Hosts of modules in a network of their own: pages with go-import tags, a git repository that git itself serves over
/// https, and what is wrong with others. go and the program are run side by side against them.
struct VersionControlLab {
  /// One question, put to both.
  struct Case: Sendable {
    var module: String
    var goproxy: String
    var environment: [String: String]

    init(_ module: String, goproxy: String = "direct", _ environment: [String: String] = [:]) {
      self.module = module
      self.goproxy = goproxy
      self.environment = environment
    }
  }

  struct Outcome {
    var goCode: Int32
    /// What go printed.
    var goText: String
    var code: Int32
    /// The program's JSON.
    var output: Data
  }

  private let folder: TemporaryFolder

  /// Makes the repository and the certificates.
  init() throws {
    folder = try TemporaryFolder()
    _ = try folder.write(Self.server, to: "server.py")
    _ = try folder.write(
      "127.0.0.1 localhost \(Self.hosts.joined(separator: " "))\n127.0.0.2 closed.test\n",
      to: "hosts")
    let names = (Self.hosts + ["closed.test"]).filter { $0 != "untrusted.test" }
      .map { "DNS:\($0)" }.joined(separator: ",")
    _ = try folder.write("subjectAltName=\(names)\nextendedKeyUsage=serverAuth\n", to: "extensions")
    let result = try CommandResult(
      "/bin/sh", ["-c", Self.preparation, "sh", folder.path],
      environment: ["PATH": "/usr/bin:/bin", "HOME": folder.path])
    guard result.code == 0 else { throw EndToEndError("no repository: \(result.errors)") }
  }

  /// Puts each of `cases` to go and to the program, in an own network.
  func run(_ cases: [Case], go: RealGo) throws -> [Outcome] {
    let runs = cases.enumerated().map { index, one in
      let own = folder.path + "/\(index)"
      let settings = settings(one, in: own).map { "'\($0)=\($1)'" }.joined(separator: " ")
      return """
        mkdir '\(own)'
        (code=0; /usr/bin/env -i \(settings) /usr/bin/timeout 60 '\(go.executable.path)' -C '\(own)' mod download \
        '\(one.module)' > '\(own)/go' 2>&1 || code=$?; echo $code > '\(own)/go.code'
        code=0; /usr/bin/env -i \(settings) /usr/bin/timeout 60 '\(Goproxytop.path)' check --json --no-history \
        --timeout 10s --canary '\(one.module)' > '\(own)/check' 2> '\(own)/check.errors' || code=$?
        echo $code > '\(own)/check.code')
        """
    }
    let script = """
      set -e
      cd '\(folder.path)'
      ip link set lo up
      mount --bind hosts /etc/hosts
      echo 'nameserver 127.0.0.1' > resolver
      mount --bind resolver /etc/resolv.conf
      python3 server.py '\(folder.path)' > ready 2> log &
      until [ -s ready ]; do sleep 0.05; kill -0 $!; done
      \(runs.joined(separator: "\n"))
      """
    let file = try folder.write(script, to: "run.sh")
    let result = try CommandResult(
      "/bin/sh", ["-c", "\(PrivateNetwork.unshare) sh '\(file)'"],
      environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"])
    guard result.code == 0 else { throw EndToEndError("no network of hosts: \(result.errors)") }
    return try cases.indices.map { index in
      func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(folder.path)/\(index)/\(name)", encoding: .utf8)
      }
      func code(_ name: String) throws -> Int32 {
        Int32(try text(name).trimmingCharacters(in: .whitespacesAndNewlines)) ?? -1
      }
      return Outcome(
        goCode: try code("go.code"), goText: try text("go"), code: try code("check.code"),
        output: Data(try text("check").utf8))
    }
  }

  private func settings(_ one: Case, in own: String) -> [String: String] {
    let authority = folder.path + "/ca.pem"
    return [
      "PATH": "/usr/bin:/bin", "HOME": own, "GOPATH": own + "/path", "GOMODCACHE": own + "/cache",
      "GOENV": "off", "GOTOOLCHAIN": "local", "GOFLAGS": "-mod=mod -modcacherw", "GOSUMDB": "off",
      "GOPROXY": one.goproxy.replacing("PROXY", with: "file://\(folder.path)/proxy"),
      "GIT_CONFIG_NOSYSTEM": "1", "SSL_CERT_FILE": authority, "GIT_SSL_CAINFO": authority,
      "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no",
    ].merging(Goproxytop.sanitizers) { $1 }.merging(one.environment) { $1 }
  }

  private static let hosts = [
    "ok", "folder", "root", "disagree", "none", "other", "twice", "bad", "gone", "broken", "html",
    "locked", "dead", "svn", "cvs", "file", "ssh", "mod", "modbroken", "missing", "far", "loop",
    "long", "plain", "untrusted", "posts", "branch", "stall", "old", "upper", "modsound", "modzip",
  ].map { $0 + ".test" }

  private static let preparation = """
    set -e
    cd "$1"
    key='-newkey rsa:2048 -nodes'
    openssl req -x509 $key -days 2 -subj /CN=lab -keyout ca.key -out ca.pem 2> log
    openssl req $key -subj /CN=ok.test -keyout leaf.key -out leaf.csr 2> log
    openssl x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 \
      -extfile extensions -out leaf.crt 2> log
    cat leaf.crt leaf.key > leaf.pem
    export GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a GIT_COMMITTER_NAME=a \
      GIT_COMMITTER_EMAIL=a
    mkdir source proxy
    cd source
    git init -q -b main .
    printf 'module ok.test/m\\n\\ngo 1.21\\n' > go.mod
    echo 'package m' > m.go
    git add .
    git commit -q -m one
    git tag v1.0.0
    cd ..
    git clone -q --bare source repo
    git -C repo update-server-info
    git clone -q --bare source branch
    git -C branch branch v1.0.0
    git -C branch tag -d v1.0.0 > log
    python3 -c 'if True:
      import json, os, zipfile
      for name in ("modsound", "modzip"):
        folder = "proxy/" + name + ".test/m/@v/"
        os.makedirs(folder)
        mod = "module " + name + ".test/m\\n"
        open(folder + "list", "w").write("v1.0.0\\n")
        open(folder + "v1.0.0.info", "w").write(json.dumps({"Version": "v1.0.0"}))
        open(folder + "v1.0.0.mod", "w").write(mod)
        if name == "modzip":
          open(folder + "v1.0.0.zip", "w").write("no zip")
        else:
          with zipfile.ZipFile(folder + "v1.0.0.zip", "w") as file:
            file.writestr(name + ".test/m@v1.0.0/go.mod", mod)'
    """

  private static let server = #"""
    import gzip, http.server, os, ssl, subprocess, sys, threading

    FOLDER = sys.argv[1]

    def page(*tags):
        metas = "".join('<meta name="go-import" content="%s">' % tag for tag in tags)
        return "<!DOCTYPE html><html><head>%s</head><body></body></html>" % metas

    REPO = "git https://ok.test/repo"
    PAGES = {
        "ok.test": page("ok.test/m " + REPO),
        "folder.test": page("folder.test " + REPO + " sub"),
        "root.test": page("root.test " + REPO),
        "disagree.test/m": page("disagree.test " + REPO),
        "disagree.test/": page("disagree.test git https://ok.test/other"),
        "none.test": page(),
        "other.test": page("elsewhere.test/m " + REPO),
        "twice.test": page("twice.test/m " + REPO, "twice.test " + REPO),
        "bad.test": "<html><head><<<",
        "gone.test": page("gone.test/m git https://ok.test/nothing"),
        "broken.test": page("broken.test/m git https://ok.test/broken"),
        "html.test": page("html.test/m git https://ok.test/html"),
        "locked.test": page("locked.test/m git https://ok.test/locked"),
        "dead.test": page("dead.test/m git https://closed.test/repo"),
        "svn.test": page("svn.test/m svn https://ok.test/repo"),
        "cvs.test": page("cvs.test/m cvs https://ok.test/repo"),
        "file.test": page("file.test/m git file:///etc"),
        "ssh.test": page("ssh.test/m git ssh://ok.test/repo"),
        "mod.test": page("mod.test/m mod https://ok.test/proxy"),
        "modbroken.test": page("modbroken.test/m mod https://ok.test/broken"),
        "plain.test": page("plain.test/m " + REPO),
        "posts.test": page("posts.test/m git https://ok.test/posts"),
        "branch.test": page("branch.test/m git https://ok.test/branch"),
        "old.test": page("old.test/m git https://ok.test/old"),
        "upper.test": page("upper.test/m git HTTPS://ok.test/repo"),
        "modsound.test": page("modsound.test/m mod https://ok.test/proxy"),
        "modzip.test": page("modzip.test/m mod https://ok.test/proxy"),
        "untrusted.test": page("untrusted.test/m " + REPO),
    }

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *arguments):
            pass

        def say(self, status, body, type="text/html; charset=utf-8", fields=()):
            body = body if isinstance(body, bytes) else body.encode()
            self.send_response(status)
            for name, value in (("Content-Type", type), ("Content-Length", len(body)), *fields):
                self.send_header(name, str(value))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self):
            host = self.headers["Host"]
            path, _, query = self.path.partition("?")
            if path.startswith("/repo") or path.startswith("/branch"):
                return self.git(path, query)
            if path.startswith("/posts"):
                if self.command == "POST":
                    self.close_connection = True
                    return self.say(500, "no", "text/plain")
                return self.git("/repo" + path[6:], query)
            if path.startswith("/old/"):
                file = FOLDER + "/repo" + path[4:]
                if os.path.isfile(file):
                    return self.say(200, open(file, "rb").read(), "application/octet-stream")
                return self.say(404, "no", "text/plain")
            if host == "stall.test":
                return self.stall()
            if path.startswith("/nothing") or host == "missing.test":
                return self.say(404, "not here", "text/plain")
            if path.startswith("/broken"):
                return self.say(500, "broken", "text/plain")
            if path.startswith("/html"):
                return self.say(200, "<html></html>")
            if path.startswith("/locked"):
                return self.say(401, "", fields=[("WWW-Authenticate", 'Basic realm="x"')])
            if host == "far.test":
                return self.say(302, "", fields=[("Location", "ftp://far.test/m?go-get=1")])
            if host == "loop.test":
                return self.say(302, "", fields=[("Location", self.path)])
            if host == "long.test":
                return self.long()
            if path.startswith("/proxy/"):
                file = FOLDER + path
                if os.path.isfile(file):
                    return self.say(200, open(file, "rb").read(), "text/plain")
                return self.say(404, "no", "text/plain")
            self.say(200, PAGES.get(host + path) or PAGES.get(host) or "")

        do_POST = do_GET

        def stall(self):
            body = page("stall.test/m " + REPO).partition("<body>")[0].encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body) + 1000))
            self.end_headers()
            self.wfile.write(body)
            threading.Event().wait(60)
            self.close_connection = True

        def long(self):
            self.send_response(200)
            self.send_header("Connection", "close")
            self.end_headers()
            try:
                self.wfile.write(b"<html><head>")
                for _ in range(100):
                    self.wfile.write(b"<x/>" * (1 << 18))
                self.wfile.write(page("long.test/m " + REPO).encode())
            except OSError:
                pass
            self.close_connection = True

        def git(self, path, query):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            out = subprocess.run(["git", "http-backend"], input=body, capture_output=True, env={
                "PATH": os.environ["PATH"], "GIT_PROJECT_ROOT": FOLDER, "GIT_HTTP_EXPORT_ALL": "1",
                "PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": self.command,
                "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                "CONTENT_LENGTH": str(len(body)),
                "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""), "GIT_CONFIG_NOSYSTEM": "1",
                "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory",
                "GIT_CONFIG_VALUE_0": "*"}).stdout
            head, _, body = out.partition(b"\r\n\r\n")
            fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
            status = int(fields.get("Status", "200")[:3])
            self.say(status, body, fields.get("Content-Type", "text/plain"))

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True

    plain = Server(("127.0.0.1", 80), Handler)
    threading.Thread(target=plain.serve_forever, daemon=True).start()
    secure = Server(("127.0.0.1", 443), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(FOLDER + "/leaf.pem")
    secure.socket = context.wrap_socket(secure.socket, server_side=True)
    print("ready", flush=True)
    secure.serve_forever()

    """#
}
