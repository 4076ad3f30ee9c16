import Foundation
import GoRules
import Testing

@Suite struct MetaImportTests {
  /// What go read of a page (Fixtures/go-import.json, written by the program beside it).
  private struct Page: Decodable {
    /// Base64.
    var page: String
    var imports: [[String]]
    var error: String
  }

  @Test func pagesAreReadAsGoReadsThem() throws {
    let file = try #require(
      Bundle.module.url(
        forResource: "go-import", withExtension: "json", subdirectory: "Fixtures"))
    let pages = try JSONDecoder().decode([Page].self, from: Data(contentsOf: file))
    #expect(pages.count > 80)
    for page in pages {
      let bytes = try #require(Data(base64Encoded: page.page))
      let reading = MetaImport.read(Array(bytes), isWhole: true)
      let shown = Comment(rawValue: String(decoding: bytes, as: UTF8.self))
      #expect(
        reading.imports.map { [$0.prefix, $0.system, $0.root, $0.folder] } == page.imports, shown)
      if page.imports.isEmpty { #expect(reading.fault ?? "" == page.error, shown) }
      #expect(!reading.isCut, shown)
    }
  }

  /// Every page, cut anywhere, is read without a fault of its own making.
  @Test func aCutPageIsNoBrokenOne() {
    let page = Array(
      #"<!DOCTYPE html><!-- x --><html><head><title>ü &amp;</title><meta name="go-import" "#.utf8
    )
    for end in page.indices {
      let reading = MetaImport.read(Array(page[..<end]), isWhole: false)
      #expect(reading.fault == nil && reading.isCut, "\(end)")
    }
  }

  @Test(arguments: [
    "<", "<!", "<!--", "<!DOCTYPE \"", "<a ", "<a b=\"", "&", "&#x", "<![CDATA[", "<?", "</",
  ])
  func longGarbageEnds(beginning: String) {
    let page = Array((beginning + String(repeating: "< &a-'", count: 100_000)).utf8)
    #expect(MetaImport.read(page, isWhole: true).imports.isEmpty)
    let repeated = Array(String(repeating: beginning, count: 100_000).utf8)
    #expect(MetaImport.read(repeated, isWhole: true).imports.isEmpty)
  }

  @Test func theTagOfThePathIsTaken() throws {
    let git = MetaImport(prefix: "a.test", system: "git", root: "r")
    let deep = MetaImport(prefix: "a.test/m", system: "git", root: "r")
    let module = MetaImport(prefix: "a.test/m", system: "mod", root: "r")
    let other = MetaImport(prefix: "a.test/mo", system: "git", root: "r")
    #expect(try MetaImport.match([git], "a.test/m") == git)
    #expect(try MetaImport.match([other, deep], "a.test/m") == deep)
    #expect(try MetaImport.match([module, git], "a.test/m") == module)
    #expect(
      throws: MetaImport.Mismatch.several(#"multiple meta tags match import path "a.test/m""#)
    ) { try MetaImport.match([git, deep], "a.test/m") }
    #expect(
      throws: MetaImport.Mismatch.none(
        "meta tag a.test/mo did not match import path a.test/m")
    ) { try MetaImport.match([other], "a.test/m") }
    #expect(throws: MetaImport.Mismatch.none("")) { try MetaImport.match([], "a.test/m") }
  }

  /// The parser need not look before.
  @Test(arguments: [
    ("</head>", true), ("< /HEAD >", true), ("<x:Body a=\"b\">", true), ("<bod y>", false),
    ("</h", false), ("", false),
  ])
  func whereThePageMayEnd(text: String, may: Bool) {
    #expect(MetaImport.mayEnd(Array(text.utf8)[...]) == may)
  }
}
