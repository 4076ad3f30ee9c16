import Probing
import Testing

@Suite struct NetrcTests {
  private let netrc = Netrc(
    text: """
      machine a.example login me password pw
      machine a.example login other password later
      machine b.example:8443 login b password bpw
      machine c.example/go/ login c
        password cpw
      machine https://d.example login d password dpw
      macdef init
      machine hidden.example login x password y

      machine e.example account acc login e password epw
      default login anyone password any
      """)

  @Test(arguments: [
    ("https://a.example/m/@v/list", "me:pw"),
    ("https://b.example:8443/m", "b:bpw"),
    ("https://c.example/go/m/@v/list", "c:cpw"),
    ("https://d.example/m", "d:dpw"),
    ("https://e.example/m", "e:epw"),
  ])
  func found(url: String, credentials: String) {
    #expect(netrc.credentials(forHTTPS: url) == credentials)
  }

  @Test(arguments: [
    // A URL with a port needs an entry with that port.
    "https://a.example:443/m", "https://b.example/m",
    // The path is part of the key.
    "https://c.example/m", "https://c.example/golang/m",
    // Within a macro.
    "https://hidden.example/m",
    // `default` counts for nobody.
    "https://unknown.example/m",
    // Never over http.
    "http://a.example/m",
  ])
  func notFound(url: String) {
    #expect(netrc.credentials(forHTTPS: url) == nil)
  }
}
