import Glibc
import GoRules
import Health
import Probing
import Testing

@Suite struct FileMirrorTests {
  @Test func filesAreReadAndMissingOnesAreNotFound() async throws {
    var template = Array("/tmp/goproxytop-test-XXXXXX".utf8CString)
    let root = try #require(mkdtemp(&template).map { String(cString: $0) })
    let folders = ["example.com", "example.com/!m", "example.com/!m/@v"]
    for folder in folders { mkdir("\(root)/\(folder)", 0o755) }
    let file = "\(root)/example.com/!m/@v/v1.0.0.info"
    let stream = try #require(fopen(file, "w"))
    fputs(info, stream)
    fclose(stream)
    let broken = "\(root)/example.com/!m/@v/v1.0.0.mod"
    mkdir(broken, 0o755)
    let module = ModuleVersion(module: "example.com/M", version: "v1.0.0")
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let results = await pool.results(
      of: [
        ProbeRequest(.info, canary: module, use: .idle),
        ProbeRequest(.info, canary: module, use: .cold),
        ProbeRequest(.list, canary: module, use: .warm),
        ProbeRequest(.mod, canary: module, use: .warm),
      ], at: ProxyURL(scheme: .file, host: "", path: root))
    #expect(
      results.map(\.outcome) == [
        .ok, .notFound(NotFound(status: 404)),
        .failure(RequestFailure(.processing, .other(ServerText("Is a directory")))),
      ])
    await pool.close()
    unlink(file)
    rmdir(broken)
    for folder in folders.reversed() { rmdir("\(root)/\(folder)") }
    rmdir(root)
  }
}
