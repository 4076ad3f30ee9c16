import GoRules
import Health
import MirrorLab
import Platform
import Probing
import Testing

/// The checksum database over the wire; what go makes of it is tested beside go.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct DatabaseTests {
  /// Records and tiles that were proven are not asked for again.
  @Test(arguments: [Mirror.Service.proxy, .checksumDatabase])
  func aProvenLogCostsLittle(service: Mirror.Service) async throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    let database = try LabDatabase()
    let mirror = try lab.addMirror(tls: false, database: database)
    let url = try ProxyURL(parsing: mirror.url)
    let canary = ModuleVersion(module: "example.com/m1", version: "v1.0.0")
    let gosumdb = database.key.written + (service == .proxy ? "" : " \(mirror.url)")
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let round = ProbeRound(
      mirror: Mirror.ID(url), url: url, service: service,
      database: ChecksumDatabase(gosumdb: gosumdb),
      requests: [ProbeRequest(.sumdb, canary: canary, use: .cold)], timeout: .seconds(20))
    var files: [[LabFile?]] = []
    for _ in 0..<2 {
      let before = mirror.requests.count
      let results = Locked<[ProbeResult]>([])
      await pool.run(round) { event in
        if let result = event.result { results.withLock { $0.append(result) } }
      }
      let result = try #require(results.withLock { $0.first })
      #expect(result.outcome == .ok)
      #expect(result.recordedSums?.zip.description.hasPrefix("h1:") == true)
      files.append(mirror.requests.dropFirst(before).map(\.file))
    }
    let supported: [LabFile?] = service == .proxy ? [.sumdb] : []
    #expect(files[0].starts(with: supported + [.lookup, .tile]))
    #expect(files[0].count > supported.count + 2)
    #expect(files[1] == supported + [.lookup])
    await pool.close()
  }
}
