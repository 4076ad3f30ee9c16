import ProxyHealth
import Testing

struct ReportTableTests {
  @Test func csvQuotesWhatNeedsIt() {
    let table = ReportTable(
      columns: ["a", "b", "c", "d"],
      rows: [
        [.text("x,y"), .text("say \"no\""), .count(3), .absent],
        [.text("line\nbreak"), .number(0.999_52), .number(300), .number(-0.000_000_1)],
      ])
    #expect(
      table.csv
        == "a,b,c,d\r\n\"x,y\",\"say \"\"no\"\"\",3,\r\n\"line\nbreak\",0.99952,300,0\r\n")
  }

  @Test func rowsOfAnOutage() {
    let period = RecordedPeriod(
      300,
      RecordedSession(
        from: at(0), until: at(300), isRunning: true, stateChanges: states("up@0 down@60 up@105"),
        failovers: [
          switched(at: 0, from: nobodyKnown, to: servedByA),
          switched(at: 60, from: servedByA, to: servedByB),
        ]))
    let hour: UTCOffset = { _ in 3_600 }
    #expect(
      period.outageTable(offset: hour).csv.split(separator: "\r\n").last
        == """
        2026-11-21T11:01:00+01:00,2026-11-21T11:01:45+01:00,https://a.example,45,recovered,\
        connect: connection refused,b.example
        """)
    #expect(
      period.failoverTable(offset: hour).csv.split(separator: "\r\n").dropFirst()
        == [
          "2026-11-21T11:01:00+01:00,info,golang.org/x/text@v0.14.0,a.example,b.example,"
            + "refused (|),"
        ])
    #expect(
      period.availabilityTable().csv.split(separator: "\r\n").dropFirst()
        == [
          "https://a.example,0.85,300,1,45,45",
          "chain info golang.org/x/text@v0.14.0,1,300,0,,",
        ])
  }
}
