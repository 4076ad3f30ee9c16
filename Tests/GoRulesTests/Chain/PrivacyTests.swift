import GoRules
import Testing

struct PrivacyTests {
  @Test(arguments: [
    ("http://athens:3000", true, false), ("https://goproxy.corp", true, false),
    ("https://athens.home.arpa", true, false), ("http://10.0.0.5", true, false),
    ("http://172.16.0.1", true, false), ("http://100.64.0.1", true, false),
    ("https://[fd00::1]", true, false), ("https://u:p@goproxy.cn", true, false),
    ("https://goproxy.cn", false, true), ("http://172.32.0.1", false, true),
    ("http://localhost:3000", false, false), ("http://127.0.0.1:3000", false, false),
    ("file:///srv/proxy", false, false),
  ])
  func isReadFromTheURL(text: String, isPrivate: Bool, isPublic: Bool) throws {
    let url = try ProxyURL(parsing: text)
    #expect(url.isPrivate == isPrivate)
    #expect(url.isPublic == isPublic)
  }
}
