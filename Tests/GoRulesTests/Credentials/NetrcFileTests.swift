import GoRules
import Testing

/// Expected values are what cmd/go/internal/auth makes of the same file.
@Suite struct NetrcFileTests {
  @Test(arguments: [
    ("machine h.test login a password b\n", "a:b"),
    ("machine h.test\n\tlogin a\n\tpassword b\n", "a:b"),
    ("machine h.test password b login a", "a:b"),
    ("machine\th.test\tlogin\ta\tpassword\tb\r\n", "a:b"),
    ("machine h.test\u{A0}login\u{2003}a\u{85}password b", "a:b"),
    ("machine h.test account c login a password b", "a:b"),
    ("machine h.test login a password b account c", "a:b"),
    ("machine h.test login a password b#c", "a:b#c"),
    ("machine h.test login a password \"b c\"", "a:\"b"),
    ("machine h.test login a:b password c", "a:b:c"),
    ("machine h.test login é password ü", "é:ü"),
    // The first entry of a machine counts, and one that lacks something is none.
    ("machine h.test login a password b\nmachine h.test login c password d", "a:b"),
    ("machine h.test login a\nmachine h.test login c password d", "c:d"),
    ("machine h.test login a\n", nil),
    ("machine h.test password b\n", nil),
    ("machine h.test login a password\n", nil),
    ("machine h.test login a password\nb", nil),
    // What stands in pairs is read in pairs.
    ("machine h.test # c\nlogin a password b", "a:b"),
    ("machine h.test # login a password b", nil),
    ("# machine h.test login a password b\n", nil),
    ("# x machine h.test login a password b", "a:b"),
    // default, alone at the end of a line, ends the file; in a pair it is nothing.
    ("default login a password b", nil),
    ("default\nmachine h.test login a password b", nil),
    ("default login z password z\nmachine h.test login a password b", "a:b"),
    ("machine h.test default x login a password b", "a:b"),
    // Macros go on to an empty line; the line that begins one is still read.
    ("macdef init\nmachine h.test login n password n\n\nmachine h.test login a password b", "a:b"),
    ("macdef init\nmachine h.test login n password n\n", nil),
    ("macdef init\n \nmachine h.test login a password b", nil),
    ("macdef init\n\r\n\nmachine h.test login a password b", "a:b"),
    ("machine h.test login a macdef x password b\n", "a:b"),
    // The machine is a prefix of the URL, whatever it looks like.
    ("machine https://h.test login a password b", "a:b"),
    ("machine h.test/ login a password b", "a:b"),
    ("machine h.test/p login a password b", "a:b"),
    ("machine h.test/p/ login a password b", "a:b"),
    ("machine h.test// login a password b", nil),
    ("machine h.test/x login a password b", nil),
    ("machine h.tes login a password b", nil),
    ("machine H.TEST login a password b", nil),
    ("machine h.test:443 login a password b", nil),
    ("machine http://h.test login a password b", nil),
    ("\u{FEFF}machine h.test login a password b", nil),
    ("machine h.test login a password b\nmachine h.test/p login c password d", "c:d"),
  ])
  func finds(file: String, credentials: String?) {
    var cache = CredentialCache()
    cache.store(NetrcFile(file.utf8))
    let fields = cache.fields(for: "https://h.test/p/q/@v/list".utf8)
    let wanted = credentials.map { [basic($0)] } ?? []
    #expect(fields == wanted)
  }

  @Test func comparesPortsAndUserinfo() {
    var cache = CredentialCache()
    cache.store(NetrcFile("machine h.test:8443 login a password b".utf8))
    #expect(cache.fields(for: "https://h.test:8443/x".utf8) == [basic("a:b")])
    #expect(cache.fields(for: "https://h.test/x".utf8).isEmpty)
    #expect(cache.fields(for: "https://u:p@h.test:8443/x".utf8).isEmpty)
  }

  @Test func keepsBytesThatAreNotUTF8() {
    let file = NetrcFile(Array("machine h login ".utf8) + [0xFF, 0x20] + Array("password x".utf8))
    #expect(file.entries.first?.login == [0xFF])
    #expect(
      HeaderField.basic(login: [0xFF], password: [0x78]).value == Array("Basic /zp4".utf8))
  }

  @Test(
    arguments: [
      (["NETRC": "/n", "HOME": "/h"], "/n"),
      (["NETRC": "", "HOME": "/h"], "/h/.netrc"),
      (["HOME": "/"], "/.netrc"),
      (["HOME": ""], nil),
      ([:], nil),
    ] as [([String: String], String?)])
  func isFound(environment: [String: String], path: String?) {
    #expect(NetrcFile.path(environment: environment) == path)
  }

  private func basic(_ credentials: String) -> HeaderField {
    HeaderField(
      name: "Authorization", value: Array("Basic \(Base64.encoded(credentials))".utf8))
  }
}
