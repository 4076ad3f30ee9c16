import MirrorLab
import Platform

/// Embedded mirrors in a process of their own, so that our CPU time is the client's alone.
final class MirrorProcess {
  /// Base URLs, one per mirror.
  let urls: [String]
  let ports: [UInt16]
  /// PEM file of the authority that signed their certificates.
  let authority: String
  let process: ChildProcess

  /// What is asked of a mirror here: the `.info` of the standard canary.
  static let path = "/golang.org/x/sync/@v/v0.10.0.info"

  /// Starts `count` mirrors; `host` stands in their URLs and certificates while they listen on 127.0.0.1.
  init(
    _ count: Int, host: String = "127.0.0.1", tlsDelay: Duration = .zero,
    firstByteDelay: Duration = .zero
  ) throws(BenchmarkError) {
    process = try .ourselves(
      [
        Role.serve.rawValue, "\(count)", host, "\(tlsDelay.inNanoseconds / 1000)",
        "\(firstByteDelay.inNanoseconds / 1000)",
      ])
    guard let authority = process.readLine() else {
      throw BenchmarkError("the embedded mirrors did not start")
    }
    self.authority = authority
    var urls: [String] = []
    while urls.count < count, let url = process.readLine() { urls.append(url) }
    self.urls = urls
    ports = urls.compactMap { $0.split(separator: ":").last.flatMap { UInt16($0) } }
    if ports.count < count { throw BenchmarkError("the embedded mirrors did not start") }
  }

  /// The other side: serves until standard input ends.
  static func serve(
    _ count: Int, host: String, tlsDelay: Duration, firstByteDelay: Duration
  ) throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    let authority = try ScratchFile(lab.certificateAuthorityPEM)
    say(authority.path)
    for index in 0..<count {
      let mirror = try lab.addMirror(name: "m\(index)", host: host)
      mirror.delays = Delays(tls: tlsDelay, firstByte: firstByteDelay)
      say(mirror.url)
    }
    while readLine() != nil {}
    withExtendedLifetime(authority) {}
  }
}
