import Foundation
import MirrorLab
import Testing
import Text

/// The catalogue of public mirrors, profiles of chains, and the faults of the demo, as a user meets them.
@Suite(.ownThreads, .serialized, .timeLimit(.minutes(10))) struct ScreenPlaygroundTests {
  /// Takes what a name server is asked, answers that no name exists, and notes the names.
  private static let nameServer = """
    import os, socket, sys
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 53))
    if os.fork():
        os._exit(0)
    while True:
        query, peer = server.recvfrom(512)
        labels, at = [], 12
        while query[at]:
            labels.append(query[at + 1:at + 1 + query[at]].decode())
            at += 1 + query[at]
        with open(sys.argv[1], "a") as log:
            log.write(".".join(labels) + "\\n")
        server.sendto(query[:2] + b"\\x81\\x83" + query[4:6] + bytes(6) + query[12:], peer)

    """

  /// In a network with nothing but loopback and a name server, which hears of every public name that is looked up.
  @Test func noPublicMirrorIsAskedBeforeItIsAdded() throws {
    let folder = try TemporaryFolder()
    let log = try folder.write("", to: "asked")
    let settings = try folder.write("nameserver 127.0.0.1\noptions attempts:1\n", to: "resolv.conf")
    let server = try folder.write(Self.nameServer, to: "names.py")
    let script = try folder.write(
      """
      ip link set lo up
      mount --bind '\(settings)' /etc/resolv.conf
      python3 '\(server)' '\(log)'
      exec '\(Goproxytop.path)' --no-history --interval 1s --goproxy http://127.0.0.1:1

      """, to: "run.sh")
    let bench = try ProgramBench()
    let tmux = try Tmux(
      "\(PrivateNetwork.unshare) sh '\(script)'; echo ended=$?; exec sleep 1000000", columns: 130,
      rows: 40, environment: bench.environment())
    func asked() throws -> Set<String> {
      Set(try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map(String.init))
    }
    try tmux.waitFor("the mirror") { screen in
      screen.contains("127.0.0.1") && (screen.contains("✕ down") || screen.contains("◌ local"))
    }
    for closes in [true, false] {
      try tmux.send(":")
      try tmux.send("-l", "add public")
      try tmux.send("Enter")
      try tmux.waitFor("the catalogue") { screen in
        screen.contains("Qiniu Cloud") && screen.contains("Huawei Cloud")
      }
      // Rounds go by, of the one mirror that is watched.
      try tmux.send("R")
      #expect(try asked().isEmpty)
      if closes {
        try tmux.send("Escape")
        try tmux.waitFor("the end of the catalogue") { !$0.contains("Qiniu Cloud") }
      }
    }
    try tmux.send("Down")
    try tmux.send("Space")
    try tmux.send("Space")
    try tmux.send("Enter")
    try tmux.waitFor("the two") { screen in
      screen.contains(#/\+ +goproxy\.cn/#) && screen.contains(#/\+ +goproxy\.io/#)
    }
    try tmux.waitFor("their names looked up") { _ in (try? asked().count) == 2 }
    #expect(try asked() == ["goproxy.cn", "goproxy.io"])

    // A host alone is enough for a name; a list is no mirror.
    try tmux.send(":")
    try tmux.send("-l", "add http://127.0.0.1:2/x")
    try tmux.send("Enter")
    try tmux.waitFor("a mirror called by its host") { $0.contains("127.0.0.1:2") }
    try tmux.send(":")
    try tmux.send("-l", "add https://a.example;https://b.example")
    try tmux.send("Enter")
    try tmux.waitFor("the reason") { $0.contains("expected one URL; `;` does not separate") }
    #expect(try asked() == ["goproxy.cn", "goproxy.io"])
    try tmux.send("Escape")
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }

  @Test func aProfileIsUsedAndUndone() throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    let mirror = try lab.addMirror()
    let bench = try ProgramBench()
    let file = ".config/go/env"
    let old = "GOPROXY=\(mirror.url)\nGOSUMDB=off\n"
    try bench.write(old, to: file)
    try bench.write(lab.certificateAuthorityPEM, to: "ca.pem")
    let office = "\(mirror.url)|off"
    let configuration = try bench.write(
      "[profiles]\noffice = \"\(office)\"\nhome = \"direct\"\n", to: "config.toml")
    let tmux = try Tmux(
      "\(Goproxytop.path) --config \(configuration) --cacert \(bench.home.path)/ca.pem;"
        + " echo ended=$?; exec sleep 1000000", columns: 130, rows: 40,
      environment: bench.environment())
    try tmux.waitFor("the mirror up") { $0.contains("● up") }
    try tmux.send(":")
    try tmux.send("-l", "use profile of")
    try tmux.send("Tab")
    try tmux.send("Enter")
    try tmux.waitFor("old and new") { screen in
      screen.contains("Use this profile?") && screen.contains("go env -w GOPROXY='\(office)'")
    }
    #expect(try bench.read(file) == old)
    try tmux.send("Enter")
    try tmux.waitFor("the new value") { $0.contains("GOPROXY is now \(office)") }
    #expect(try bench.read(file).contains("GOPROXY=\(office)\n"))
    try tmux.send("u")
    try tmux.waitFor("what undo would do") { $0.contains("Undo the last change?") }
    try tmux.send("Enter")
    try tmux.waitFor("the old value") { $0.contains("GOPROXY is now \(mirror.url)") }
    #expect(try bench.read(file).split(separator: "\n").sorted() == old.split(separator: "\n"))
    try tmux.send(":")
    try tmux.send("-l", "use profile offfice")
    try tmux.send("Enter")
    try tmux.waitFor("what was meant") { $0.contains("did you mean office?") }
    try tmux.send("Escape")
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }

  @Test func useProfileOnTheCommandLine() throws {
    let bench = try ProgramBench()
    let file = ".config/go/env"
    try bench.write("GOPROXY=https://a.example\n", to: file)
    let configuration = try bench.write(
      "[profiles]\noffice = \"https://u:secret@b.example|direct\"\n", to: "config.toml")
    let dry = try bench.run("use", "profile", "office", "--config", configuration, "--dry-run")
    #expect(dry.code == 0)
    #expect(
      dry.output.hasPrefix("old:  https://a.example\nnew:  https://u:xxxxx@b.example|direct\n"))
    #expect(try bench.read(file) == "GOPROXY=https://a.example\n")
    let wrong = try bench.run("use", "profile", "ofice", "--config", configuration, "--yes")
    #expect(wrong.code == 2)
    #expect(wrong.errors == "goproxytop: no profile named ofice: did you mean office?\n")
    #expect(try bench.run("use", "profile", "office", "--yes").errors.contains("no profiles"))
    #expect(try bench.run("use", "a", "b").errors == "goproxytop: use: unexpected argument \"b\"\n")
    let written = try bench.run("use", "profile", "office", "--config", configuration, "--yes")
    #expect(written.code == 0, "\(written.errors)")
    #expect(try bench.read(file) == "GOPROXY=https://u:secret@b.example|direct\n")
    let again = try bench.run("use", "profile", "office", "--config", configuration, "--yes")
    #expect(again.output == "GOPROXY is already set to profile office\n")
    #expect(try bench.run("undo", "--yes").code == 0)
    #expect(try bench.read(file) == "GOPROXY=https://a.example\n")
  }

  @Test func faultsAreListedAndTheNearestIsNamed() throws {
    let bench = try ProgramBench()
    let list = try bench.run("demo", "--fault", "help")
    #expect(list.code == 0)
    let lines = list.output.split(separator: "\n")
    #expect(lines.count == FaultKind.allCases.count)
    for (line, kind) in zip(lines, FaultKind.allCases) {
      #expect(line.hasPrefix("\(kind.rawValue) ") && line.count > 28, "\(line)")
    }
    let wrong = try bench.run("demo", "--fault", "htp-502")
    #expect(wrong.code == 2)
    #expect(
      wrong.errors
        == "goproxytop: --fault: \"htp-502\": no such fault; did you mean http-502?\n")
    let far = try bench.run("demo", "--fault", "\u{1B}nonsense")
    #expect(far.errors.contains("goproxytop demo --fault help lists them"))
    #expect(try bench.run("check", "--fault", "http-502").code == 2)
  }

  @Test(arguments: [("http-502", "HTTP 502"), ("cert-expired", "expired")])
  func theDemoPlaysAFault(kind: String, cause: String) throws {
    let bench = try ProgramBench()
    let tmux = try Tmux(
      "\(Goproxytop.path) demo --fault \(kind) --speed 10; echo ended=$?; exec sleep 1000000",
      columns: 130, rows: 40, environment: bench.environment())
    try tmux.waitFor("the fault") { screen in
      screen.contains(#/1 +goproxy\.example +✕ down/#) && screen.contains(cause)
    }
    // Another one, by the list, on the second mirror: the first is well again, and stays so.
    try tmux.send("j")
    try tmux.send("x")
    try tmux.waitFor("the list") { $0.contains("nobody listens: connection refused") }
    for _ in 0..<2 { try tmux.send("Down") }
    try tmux.send("Enter")
    try tmux.waitFor("the other fault") { screen in
      screen.contains(#/2.? +mirror\S+ +✕ down/#)
        && screen.contains(#/1.? +goproxy\.example +● up/#)
    }
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }
}
