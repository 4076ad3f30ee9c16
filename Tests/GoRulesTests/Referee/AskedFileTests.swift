import GoRules
import Testing

/// What a URL that go prints asks for, and of whom.
@Suite struct AskedFileTests {
  @Test(arguments: RequestKind.allCases.filter { $0 != .sumdb })
  func aFileIsReadBack(kind: RequestKind) throws {
    let chain = try Chain(
      parsing:
        "https://a.example/base,https://a.example/base/more|https://u:p@b.example:8080,direct")
    let module = ModuleVersion(module: "github.com/Azure/go-x", version: "v1.0.0-RC1")
    for (index, entry) in chain.entries.enumerated() {
      guard let url = entry.url else { continue }
      let asked = AskedFile(url.redactedURL(of: Question(kind, module)), in: chain)
      #expect(asked.entry == index)
      #expect(asked.kind == kind)
      #expect(asked.module == module.module)
      #expect(asked.version == (kind == .list || kind == .latest ? nil : module.version))
      #expect(asked.host == url.host)
      #expect(asked.port == url.portInUse)
    }
  }

  @Test func otherURLs() throws {
    let chain = try Chain(parsing: "https://a.example,direct")
    let page = AskedFile("https://example.com/m/sub?go-get=1", in: chain)
    #expect(page.entry == 1 && page.kind == nil && page.module == "example.com/m/sub")
    let lookup = AskedFile(
      "https://sum.golang.org/lookup/github.com/!azure/x@v1.0.0", in: chain)
    #expect(lookup.entry == nil && lookup.kind == .sumdb && lookup.module == "github.com/Azure/x")
    let carried = AskedFile("https://a.example/sumdb/sum.golang.org/supported", in: chain)
    #expect(carried.entry == 0 && carried.kind == .sumdb && carried.module == nil)
    for text in [
      "", "x", "https://", "https://a.example", "https://a.example/%zz/@v/list", "//@v/",
    ] {
      _ = AskedFile(text, in: chain)
    }
    #expect(AskedFile("https://a.example/x/@v/v1.zip", in: nil).entry == nil)
  }
}
