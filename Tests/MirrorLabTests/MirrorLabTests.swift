import Glibc
import MirrorLab
import Testing

@Suite struct MirrorLabTests {
  @Test func servesEachFileOfTheProtocol() throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    let mirror = try lab.addMirror(
      tls: false,
      modules: [
        LabModule("github.com/Big/Mod", "v1.0.0"), LabModule("github.com/Big/Mod", "v1.1.0"),
      ])
    let root = "/github.com/%21big/%21mod/"
    let client = try PlainClient(port: mirror.port)
    func text(_ path: String) -> String? {
      client.get(path).map { String(decoding: $0.body, as: UTF8.self) }
    }
    #expect(text(root + "@v/list") == "v1.0.0\nv1.1.0\n")
    #expect(
      text("/github.com/!big/!mod/@v/v1.0.0.info")
        == #"{"Version":"v1.0.0","Time":"2023-10-11T17:02:33Z"}"#)
    #expect(text(root + "@latest")?.contains("v1.1.0") == true)
    #expect(text(root + "@v/v1.1.0.mod") == "module github.com/Big/Mod\n\ngo 1.18\n")
    #expect(text(root + "@v/v1.1.0.zip")?.hasPrefix("PK\u{3}\u{4}") == true)
    #expect(text("/sumdb/sum.golang.org/supported") == "")
    #expect(client.get(root + "@v/v1.2.0.info")?.head.hasPrefix("HTTP/1.1 404 Not Found") == true)
    #expect(
      mirror.requests.map(\.file) == [.list, .info, .latest, .mod, .zip, .sumdb, .info])
    #expect(mirror.requests.allSatisfy { $0.connection == 1 && $0.httpVersion == "1.1" })
  }

  @Test func refusesAndListensAgainOnTheSamePort() throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    for address in ["127.0.0.1", "127.0.0.9", "::1"] {
      let mirror = try lab.addMirror(address: address, tls: false)
      let before = try PlainClient(address: address, port: mirror.port)
      #expect(before.get("/") != nil)
      mirror.fault = .refused
      #expect(before.readToEnd() == nil, "open connections are reset")
      #expect(throws: PlainClient.Failure.refused) {
        try PlainClient(address: address, port: mirror.port)
      }
      mirror.fault = .none
      #expect(try PlainClient(address: address, port: mirror.port).get("/") != nil)
    }
  }

  @Test func faultsOfTheAnswerHoldFromTheNextRequestOn() throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    let mirror = try lab.addMirror(tls: false)
    let client = try PlainClient(port: mirror.port)
    let info = "/example.com/m1/@v/v1.0.0.info"
    #expect(client.get(info)?.head.hasPrefix("HTTP/1.1 200 OK\r\n") == true)
    mirror.fault = .status(502, "upstream is gone")
    let answer = client.get(info)
    #expect(answer?.head.hasPrefix("HTTP/1.1 502 Bad Gateway\r\n") == true)
    #expect(answer.map { String(decoding: $0.body, as: UTF8.self) } == "upstream is gone")
    mirror.fault = .answer(.status(404), only: .zip)
    #expect(client.get(info)?.head.hasPrefix("HTTP/1.1 200") == true)
    #expect(client.get("/example.com/m1/@v/v1.0.0.zip")?.head.hasPrefix("HTTP/1.1 404") == true)
  }

  @Test func aBodyMayEndTooEarly() throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    let mirror = try lab.addMirror(tls: false)
    mirror.fault = .answer(.truncatedBody)
    let client = try PlainClient(port: mirror.port)
    client.send("GET /example.com/m1/@v/v1.0.0.mod HTTP/1.1\r\nHost: lab\r\n\r\n")
    let answer = client.readToEnd().map { String(decoding: $0, as: UTF8.self) }
    // "module example.com/m1\n\ngo 1.18\n" has 31 bytes.
    #expect(answer?.contains("content-length: 31\r\n") == true)
    #expect(answer?.hasSuffix("\r\n\r\nmodule example.") == true)
  }

  @Test func answersWhatIsNotHTTPWith400() throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    let mirror = try lab.addMirror(tls: false)
    for nonsense in ["\u{16}\u{3}\u{1}", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n"] {
      let client = try PlainClient(port: mirror.port)
      client.send(nonsense)
      let answer = client.readToEnd().map { String(decoding: $0, as: UTF8.self) }
      #expect(answer?.hasPrefix("HTTP/1.1 400 Bad Request\r\n") == true)
    }
    #expect(mirror.requests.isEmpty)
  }

  @Test func closesIdleConnections() throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    let mirror = try lab.addMirror(tls: false)
    mirror.fault = .idleDrop(after: .milliseconds(20), .closed)
    let client = try PlainClient(port: mirror.port)
    #expect(client.get("/") != nil)
    #expect(client.readToEnd() == [])
  }

  @Test func forgetsIdleConnectionsSilently() async throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    let mirror = try lab.addMirror(tls: false)
    mirror.fault = .idleDrop(after: .zero, .silent)
    let client = try PlainClient(port: mirror.port)
    // Forgotten before the first request: it reaches nobody, and only our own end is seen.
    _ = await mirror.saw { $0 == .connected(1) }
    let other = try PlainClient(port: mirror.port)
    _ = await mirror.saw { $0 == .connected(2) }
    client.send("GET / HTTP/1.1\r\nHost: lab\r\n\r\n")
    client.finish()
    #expect(await mirror.saw { $0 == .closed(1) })
    #expect(client.readToEnd() == [])
    #expect(mirror.requests.isEmpty)
    withExtendedLifetime(other) {}
  }

  @Test func eventsEndWithTheLab() async throws {
    let lab = try MirrorLab()
    let mirror = try lab.addMirror(tls: false)
    #expect(try PlainClient(port: mirror.port).get("/") != nil)
    _ = await mirror.saw { $0 == .closed(1) }
    let events = mirror.events()
    lab.close()
    lab.close()
    var seen: [LabEvent] = []
    for await event in events { seen.append(event) }
    #expect(seen.first == .connected(1))
    #expect(seen.last == .closed(1))
    #expect(!(await mirror.saw { _ in false }))
    #expect(throws: PlainClient.Failure.refused) { try PlainClient(port: mirror.port) }
    #expect(throws: LabError.self) { try lab.addMirror() }
  }

  @Test func oneMirrorCanGoWhileTheOthersStay() throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    let leaving = try lab.addMirror(tls: false)
    let staying = try lab.addMirror(tls: false)
    let clients = [try PlainClient(port: leaving.port), try PlainClient(port: staying.port)]
    #expect(clients.allSatisfy { $0.get("/") != nil })
    leaving.close()
    #expect(clients[0].readToEnd() == nil)
    #expect(throws: PlainClient.Failure.refused) { try PlainClient(port: leaving.port) }
    leaving.fault = .none
    #expect(throws: PlainClient.Failure.refused) { try PlainClient(port: leaving.port) }
    #expect(clients[1].get("/") != nil)
    #expect(leaving.requests.count == 1)
  }

  @Test func staysOnLoopback() throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    for address in ["0.0.0.0", "192.0.2.1", "::", "127.1", "localhost", ""] {
      #expect(throws: LabError.self) { try lab.addMirror(address: address) }
    }
  }
}
