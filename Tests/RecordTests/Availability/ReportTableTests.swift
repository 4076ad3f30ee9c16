import GoRules
import Record
import Testing

struct ReportTableTests {
  @Test func csvQuotesWhatNeedsIt() {
    let table = ReportTable(
      columns: ["a", "b", "c", "d"],
      rows: [
        [.text("x,y"), .text("say \"no\""), .number(3), .absent],
        [.text("line\nbreak"), .number(0.999_52), .number(300), .number(-0.000_000_1)],
      ])
    #expect(
      table.csv
        == "a,b,c,d\r\n\"x,y\",\"say \"\"no\"\"\",3,\r\n\"line\nbreak\",0.99952,300,0\r\n")
  }

  /// A spreadsheet would compute them.
  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("a=1", "a=1"), ("", ""),
    ("=\"x\u{301}\"", "\"'=\"\"x\u{301}\"\"\""),
    ("x\"\u{301},y", "\"x\"\"\u{301},y\""),
  ])
  func textIsNoFormula(text: String, cell: String) {
    #expect(ReportTable(columns: ["a"], rows: [[.text(text)]]).csv == "a\r\n\(cell)\r\n")
  }
}
