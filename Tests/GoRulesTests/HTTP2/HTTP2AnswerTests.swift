import GoRules
import Testing

@Suite struct HTTP2AnswerTests {
  /// The outcomes are those of go 1.27's http.Transport over the same bytes.
  @Test(arguments: HTTP2AnswerCase.all) func answersAreReadAsGoReadsThem(_ answer: HTTP2AnswerCase)
  {
    var exchange = HTTP2Exchange()
    for piece in answer.inOnePiece ? [answer.frames.flatMap { $0 }] : answer.frames {
      exchange.receive(piece)
    }
    if answer.closes { exchange.end(.closed) }
    #expect(exchange.outcome == answer.go)
  }

  @Test(arguments: HTTP2AnswerCase.all) func splitsMakeNoDifference(_ answer: HTTP2AnswerCase) {
    if answer.inOnePiece || answer.frames.contains(where: { $0.count > 1000 }) { return }
    var exchange = HTTP2Exchange()
    for byte in answer.frames.joined() { exchange.receive([byte]) }
    if answer.closes { exchange.end(.closed) }
    #expect(exchange.outcome == answer.go)
  }
}
