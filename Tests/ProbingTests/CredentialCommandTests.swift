import Foundation
import GoRules
import Health
import MirrorLab
import Probing
import Record
import Testing

/// A mirror that wants a password, and commands of GOAUTH that have it or not: shell scripts, and git.
@Suite(.ownThreads, .timeLimit(.minutes(10))) final class CredentialCommandTests {
  private let lab: MirrorLab
  private let mirror: LabMirror
  private let folder: URL

  init() throws {
    lab = try MirrorLab()
    mirror = try lab.addMirror(host: "mirror.test")
    mirror.fault = .answer(.wantsCredentials("me:secret"))
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("goproxytop-goauth-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Prints the credentials that the mirror wants, or others.
  private func gift(_ credentials: String = "me:secret") -> String {
    let basic = Data(credentials.utf8).base64EncodedString()
    return "printf 'https://mirror.test:\(mirror.port)\\n\\nAuthorization: Basic \(basic)\\n\\n'"
  }

  /// A command that does `body`. The shell reads the file: one just written cannot always be executed, as another
  /// thread's child may still hold it open.
  private func script(_ name: String, _ body: String) throws -> String {
    let file = folder.appendingPathComponent(name)
    try "#!/bin/sh\n\(body)\n".write(to: file, atomically: true, encoding: .utf8)
    return "/bin/sh \(file.path)"
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  private func environment(_ goauth: String) -> [String: String] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return ["GOAUTH": goauth, "PATH": path, "HOME": folder.path]
  }

  private func pool(_ environment: [String: String]) throws -> ProbePool {
    let authority = folder.appendingPathComponent("authority.pem")
    try lab.certificateAuthorityPEM.write(to: authority, atomically: true, encoding: .utf8)
    return try ProbePool(
      ProbePoolConfiguration(
        probers: 1, certificateFile: authority.path, resolveOverrides: [mirror.resolveOverride],
        environment: environment))
  }

  private var url: ProxyURL {
    ProxyURL(scheme: .https, host: mirror.host, port: Int(mirror.port))
  }

  private func request(_ use: ConnectionUse) -> ProbeRequest {
    let canary = ModuleVersion(module: "example.com/m1", version: "v1.0.0")
    return ProbeRequest(.info, canary: canary, use: use)
  }

  private func outcomes(
    _ goauth: String, _ uses: [ConnectionUse] = [.cold], timeout: Duration = .seconds(20),
    also: [String: String] = [:]
  ) async throws -> [RequestOutcome] {
    let pool = try pool(environment(goauth).merging(also) { $1 })
    let results = await pool.results(of: uses.map(request), at: url, timeout: timeout)
    await pool.close()
    return results.map(\.outcome)
  }

  /// An answer that is handed on is asked for with them, and once more where they were wanted.
  @Test func aPassageHasThem() async throws {
    let tool = try script("tool", "[ $# -gt 0 ] || exit 0\n" + gift())
    let pool = try pool(environment(tool))
    let taker = PassageTaker()
    var request = request(.warm)
    request.fetch = .always
    let round = ProbeRound(
      mirror: Mirror.ID(rawValue: "m"), url: url, requests: [request], timeout: .seconds(20))
    let results = Results()
    await pool.run(
      round,
      passage: Passage(
        url: "\(url.redacted)/example.com/m1/@v/v1.0.0.info", acceptsGzip: true,
        silence: .seconds(20), receiver: taker)
    ) { results.add($0) }
    await pool.close()
    #expect(results.all.map(\.outcome) == [.ok])
    #expect(String(decoding: taker.bytes, as: UTF8.self).contains("v1.0.0"))
    #expect(mirror.requests.map { $0.headers["authorization"] == nil } == [true, false])
  }

  private static let refused = RequestOutcome.failure(RequestFailure(.processing, .status(401)))
  private static func unknown(_ reason: String) -> RequestOutcome {
    .failure(RequestFailure(.processing, .notMeasured(reason)))
  }

  @Test func isRunBeforeTheFirstRequest() async throws {
    let command = try script("c", "echo \"$#\" >> \(folder.path)/calls; cat; " + gift())
    #expect(try await outcomes(command, [.cold, .warm]) == [.ok, .ok])
    #expect(try text("calls") == "0\n")
    #expect(mirror.requests.count == 2)
    lab.close()
  }

  /// auth/userauth.go `runAuthCommand`, `writeResponseToStdin`.
  @Test func isToldOfTheRefusal() async throws {
    let body = "[ $# = 0 ] && exit; echo \"$1\" > \(folder.path)/url; cat > \(folder.path)/in; "
    #expect(try await outcomes(script("c", body + gift()), [.cold, .warm]) == [.ok, .ok])
    #expect(
      try text("url") == "https://mirror.test:\(mirror.port)/example.com/m1/@v/v1.0.0.info\n")
    let lines = try text("in").split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "HTTP/2.0 401 Unauthorized")
    #expect(lines.contains("Www-Authenticate: Basic realm=\"lab\""))
    #expect(lines.suffix(2) == ["", ""])
    // One refused, one in its place, one more.
    #expect(mirror.requests.count == 3)
    lab.close()
  }

  /// go goes on without credentials, whatever is wrong with the command.
  @Test(arguments: ["exit 3", "echo nonsense", "echo \"https://mirror.test\""])
  func givesNothing(body: String) async throws {
    #expect(try await outcomes(script("c", body), [.cold, .cold]) == [Self.refused, Self.refused])
    lab.close()
  }

  @Test func isNotAskedAgainAboutWhatStaysRefused() async throws {
    let body = "echo \"$#\" >> \(folder.path)/calls; " + gift("me:wrong")
    let command = try script("c", body)
    #expect(try await outcomes(command, [.cold, .warm]) == [Self.refused, Self.refused])
    #expect(try text("calls") == "0\n1\n")
    lab.close()
  }

  /// The first of the list has the last word.
  @Test func theFirstOfTheListCounts() async throws {
    let (good, bad) = (try script("good", gift()), try script("bad", gift("me:wrong")))
    #expect(try await outcomes("\(good); \(bad)") == [.ok])
    #expect(try await outcomes("\(bad);\(good)") == [Self.refused])
    lab.close()
  }

  /// go would wait for it without end, before the first request.
  @Test func doesNotEnd() async throws {
    let command = try script("c", "sleep 600")
    #expect(
      try await outcomes(command, timeout: .seconds(1)) == [
        Self.unknown("GOAUTH's command did not end in time")
      ])
    #expect(mirror.requests.isEmpty)
    lab.close()
  }

  @Test func itsChildrenEndWithIt() async throws {
    let command = try script(
      "c", "sleep 600 & echo $! > \(folder.path)/child; wait")
    _ = try await outcomes(command, timeout: .seconds(1))
    let child = try #require(pid_t(try text("child").dropLast()))
    while Self.isAlive(child) { await Task.yield() }
    lab.close()
  }

  /// Killed, a process is a zombie until whoever adopted it looks.
  private static func isAlive(_ process: pid_t) -> Bool {
    let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return stat.map { !$0.contains(") Z ") } ?? false
  }

  @Test func printsTooMuch() async throws {
    let command = try script("c", "[ $# = 0 ] || yes")
    #expect(
      try await outcomes(command) == [Self.unknown("GOAUTH's command printed over 1 MiB")])
    lab.close()
  }

  /// cmd/go/internal/auth/auth.go `runGoAuth`: go ends.
  @Test func endsGo() async throws {
    let text = "GOAUTH=git encountered an error; cannot stat /nonexistent: stat /nonexistent: "
    #expect(
      try await outcomes("git /nonexistent") == [
        .failure(
          RequestFailure(
            .processing, .goEnds(ServerText(text + "no such file or directory"))))
      ])
    lab.close()
  }

  private func makeRepository(helper: String) throws {
    let configuration = "[credential]\n\thelper = \"!f() { \(helper); }; f\"\n"
    let git = folder.appendingPathComponent(".git")
    for name in ["objects", "refs"] {
      try FileManager.default.createDirectory(
        at: git.appendingPathComponent(name), withIntermediateDirectories: true)
    }
    try "ref: refs/heads/main\n".write(
      to: git.appendingPathComponent("HEAD"), atomically: true, encoding: .utf8)
    try configuration.write(
      to: git.appendingPathComponent("config"), atomically: true, encoding: .utf8)
  }

  @Test func asksGit() async throws {
    try makeRepository(helper: "echo username=me; echo password=secret")
    #expect(try await outcomes("git \(folder.path)", [.cold, .warm]) == [.ok, .ok])
    lab.close()
  }

  @Test func gitHasNothing() async throws {
    try makeRepository(helper: "exit")
    #expect(try await outcomes("git \(folder.path)") == [Self.refused])
    lab.close()
  }

  /// go's git would open a window; ours must not.
  @Test func gitWouldAsk() async throws {
    try makeRepository(helper: "exit")
    #expect(
      try await outcomes("git \(folder.path)", also: ["GIT_ASKPASS": "/bin/echo"]) == [
        Self.unknown("GOAUTH's command wants to ask a person")
      ])
    lab.close()
  }

  /// go's files were written anew: the pool goes by them from then on.
  @Test func settingsChange() async throws {
    let pool = try pool(environment("off"))
    #expect(await pool.results(of: [request(.cold)], at: url).map(\.outcome) == [Self.refused])
    pool.adopt(environment: environment(try script("c", gift())))
    #expect(await pool.results(of: [request(.cold)], at: url).map(\.outcome) == [.ok])
    await pool.close()
    lab.close()
  }

  @Test func aCancelledRoundEndsTheCommand() async throws {
    let command = try script("c", "echo > \(folder.path)/began; exec sleep 600")
    let pool = try pool(environment(command))
    let round = ProbeRound(
      mirror: Mirror.ID(rawValue: "m"), url: url, requests: [request(.cold)],
      timeout: .seconds(3600))
    let results = Results()
    let task = Task { await pool.run(round) { results.add($0) } }
    let began = folder.appendingPathComponent("began").path
    while !FileManager.default.fileExists(atPath: began) { await Task.yield() }
    task.cancel()
    await task.value
    #expect(results.all.isEmpty)
    await pool.close()
    lab.close()
  }
}
