import Fleet
import Testing

@Suite struct PrometheusSamplesTests {
  private static func read(
    _ text: String, _ labels: [String] = ["instance", "state"]
  ) throws(PrometheusTrouble) -> PrometheusSamples {
    try PrometheusSamples(parsing: Array(text.utf8)[...], labels: labels)
  }

  private static func vector(_ samples: String...) -> String {
    #"{"status":"success","data":{"resultType":"vector","result":["#
      + samples.joined(separator: ",") + "]}}"
  }

  private static func sample(
    _ value: String, _ metric: String = #"{"instance":"a","state":"up"}"#
  ) -> String {
    #"{"metric":"# + metric + #","value":[1795255200.5,"# + value + "]}"
  }

  @Test("Samples are read by the labels that are wanted, in any order of the fields")
  func samples() throws {
    let answer = try Self.read(
      Self.vector(
        Self.sample(#""1.5""#),
        #"{"value":[1,"-2e3"],"more":[{}],"metric":{"state":"é","x":"y"}}"#))
    #expect(
      answer.samples == [
        PrometheusSamples.Sample(["a", "up"], 1.5), PrometheusSamples.Sample(["", "é"], -2000),
      ])
    #expect(answer.time == .milliseconds(1_795_255_200_500))
    #expect(answer.skipped == 0 && !answer.hasWarnings)
    #expect(try Self.read(Self.vector()) == PrometheusSamples())
    let warned =
      #"{"status":"success","warnings":["one store is gone"],"data":{"result":[],"resultType":"vector"}}"#
    #expect(try Self.read(warned).hasWarnings)
  }

  @Test(
    "What is no finite number is left out and counted",
    arguments: [
      #""NaN""#, #""+Inf""#, #""-Inf""#, #""""#, #""x""#, #""1 ""#, "1", "null", "{}", "[1]",
      #""1e999""#, #""\ud800""#,
    ])
  func values(value: String) throws {
    let answer = try Self.read(Self.vector(Self.sample(value), Self.sample(#""7""#)))
    #expect(answer.samples == [PrometheusSamples.Sample(["a", "up"], 7)])
    #expect(answer.skipped == 1)
  }

  @Test(
    "A sample of another shape is left out",
    arguments: [
      "1", "[]", "{}", "null", #""x""#, #"{"metric":{},"value":"1"}"#, #"{"metric":{},"value":[]}"#,
      #"{"metric":{},"values":[[1,"1"]]}"#, #"{"metric":{},"histogram":[1,{"count":"3"}]}"#,
    ])
  func shapes(sample: String) throws {
    let answer = try Self.read(Self.vector(sample, Self.sample(#""7""#)))
    #expect(answer.samples.count == 1 && answer.skipped == 1)
  }

  @Test("Labels lose control characters and are bounded, and what is no text is empty")
  func labels() throws {
    let long = String(repeating: "x", count: 100_000)
    let rows: [(String, String)] = [
      (#""a\u001b[31mb\nc\u0000""#, "a [31mb c"), ("\"\(long)\"", String(long.prefix(120))),
      (#""\u202eabc""#, "abc"), ("1", ""), ("null", ""), (#"["a"]"#, ""),
      (#""\ud83d""#, "\u{FFFD}"),
    ]
    for (written, read) in rows {
      let answer = try Self.read(
        Self.vector(Self.sample(#""1""#, #"{"instance":"# + written + "}")))
      #expect(answer.samples.first?.labels == [read, ""])
    }
    // Of a label that is there twice the last one counts, as for encoding/json.
    let twice = Self.vector(Self.sample(#""1""#, #"{"instance":"a","instance":"b"}"#))
    #expect(try Self.read(twice).samples.first?.labels == ["b", ""])
  }

  private static let troubleRows: [(String, PrometheusTrouble)] = [
    ("", .syntax("unexpected end of JSON input")),
    ("<html>", .syntax("invalid character '<' looking for beginning of value")),
    (String(vector(sample("\"1\"")).dropLast(5)), .syntax("unexpected end of JSON input")),
    (String(repeating: "[", count: 100_000), .syntax("exceeded max depth")),
    ("null", .shape), ("[]", .shape), ("{}", .shape), (#"{"status":"success"}"#, .shape),
    (#"{"status":1,"data":{}}"#, .shape), (#"{"status":"success","data":[]}"#, .shape),
    (#"{"status":"success","data":{"resultType":"vector"}}"#, .shape),
    (#"{"status":"success","data":{"resultType":"vector","result":{}}}"#, .shape),
    (#"{"status":"success","data":{"resultType":"matrix","result":[]}}"#, .type("matrix")),
    (#"{"status":"success","data":{"resultType":"scalar","result":[1,"1"]}}"#, .type("scalar")),
    (#"{"status":"success","data":{"resultType":"string","result":[1,"x"]}}"#, .type("string")),
    (
      #"{"status":"error","errorType":"timeout","error":"query timed out\u001b[2J"}"#,
      .refused("timeout", "query timed out [2J")
    ),
    (#"{"status":"error"}"#, .refused("error", "")),
  ]

  @Test("What is no answer is told as what it is")
  func troubles() {
    for (text, trouble) in Self.troubleRows {
      #expect(throws: trouble) { try Self.read(text) }
    }
    let large = ArraySlice([UInt8](repeating: 0x20, count: PrometheusSamples.sizeLimit + 1))
    #expect(throws: PrometheusTrouble.tooLarge) {
      try PrometheusSamples(parsing: large, labels: [])
    }
  }

  @Test("More samples than are kept are counted")
  func many() throws {
    let one = #"{"metric":{},"value":[1,"1"]}"#
    let all = Array(repeating: one, count: PrometheusSamples.limit + 3)
    let answer = try Self.read(
      #"{"status":"success","data":{"resultType":"vector","result":["#
        + all.joined(separator: ",") + "]}}", [])
    #expect(answer.samples.count == PrometheusSamples.limit && answer.skipped == 3)
  }

  @Test("A name in a question is only that name")
  func names() {
    #expect(
      FleetQuery.phases(mirror: #"a"b\c"#, ["d"]).promQL(label: "site")
        == #"max by (site, phase) (probe_http_duration_seconds{mirror="a\"b\\c",site=~"d"})"#)
    #expect(
      FleetQuery.lastVerdicts(["a.b:1", "c|d"]).promQL(label: "instance").contains(
        #"{instance=~"a\\.b:1|c\\|d"}"#))
    for label in ["instance", "site_2", "_x"] { #expect(FleetQuery.isLabel(label)) }
    for label in ["", "2x", "a-b", "a)", "mirror", "state", "é"] {
      #expect(!FleetQuery.isLabel(label))
    }
  }
}
