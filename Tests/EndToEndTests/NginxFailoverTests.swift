import Foundation
import Testing
import Text

/// The main job, on real servers: nginx over TLS with a private authority, the dashboard in tmux.
@Suite(.ownThreads) struct NginxFailoverTests {
  @Test func failoverIsOnTheScreenWithinTwoIntervals() throws {
    let first = try Nginx()
    let second = try Nginx()
    let folder = try TemporaryFolder()
    let authorities = try [first, second].map {
      try String(contentsOf: $0.authority, encoding: .utf8)
    }
    let cacert = try folder.write(authorities.joined(), to: "ca.pem")
    let interval = 5.0
    let tmux = try Tmux(
      "\(Goproxytop.path) --no-history --cacert \(cacert); echo ended=$?; read line", columns: 120,
      rows: 40,
      environment: Goproxytop.environment(
        home: folder, ["GOPROXY": "\(first.url)|\(second.url)"]))

    let healthy = try tmux.waitFor("both mirrors up, the first active") { screen in
      row(of: first, in: screen)?.contains(#/^│ *1▶.* up /#) == true
        && row(of: second, in: screen)?.contains(" up ") == true
    }
    #expect(healthy.contains("from: environment"))
    // resolve, connect, tls, first byte and body: an address needs no name, the rest are numbers.
    let numbers = try #require(row(of: first, in: healthy)).split(separator: " ")
      .compactMap { Double($0) }
    #expect(numbers.count >= 4, "phases in: \(healthy)")

    try first.serve(.status(502))
    let failover = "127.0.0.1:\(first.port) ▶ 127.0.0.1:\(second.port)"
    let failed = try tmux.waitFor("failover to the second", within: 2 * interval) { screen in
      row(of: second, in: screen)?.contains("▶") == true
        && row(of: first, in: screen)?.contains("down") == true
        && screen.contains("HTTP 502") && screen.contains(failover)
    }
    #expect(row(of: first, in: failed)?.contains("▶") == false)

    try first.serve(.serves)
    try tmux.waitFor("the first active again", within: 3 * interval) { screen in
      row(of: first, in: screen)?.contains("▶") == true && screen.contains("recovered")
    }

    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
    #expect(try tmux.value("#{alternate_on}") == "0")
  }

  /// The mirror's row in the table: its number, its mark, its name.
  private func row(of mirror: Nginx, in screen: String) -> Substring? {
    screen.split(separator: "\n").drop { !$0.contains("2 Mirrors") }.first {
      $0.contains("127.0.0.1:\(mirror.port) ") && $0.starts(with: #/│ *[0-9]/#)
    }
  }
}
