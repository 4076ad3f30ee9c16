import Testing
import Text

/// The driver itself: a test that drives the screen is worth what its driver is.
@Suite(.ownThreads) struct TmuxTests {
  @Test func seesOutputKeysAndResize() throws {
    let tmux = try Tmux("printf ready; read line; stty size; echo got $line", columns: 40, rows: 8)
    try tmux.waitFor("prompt") { $0.contains("ready") }
    try tmux.resize(columns: 60, rows: 10)
    try tmux.send("hello", "Enter")
    try tmux.waitFor("answer") { $0.contains("got hello") && $0.contains("10 60") }
  }

  @Test func saysWhatItWaitedForAndWhatItSaw() throws {
    let tmux = try Tmux("printf something; read line", columns: 40, rows: 8)
    try tmux.waitFor("text") { $0.contains("something") }
    let error = #expect(throws: EndToEndError.self) {
      try tmux.waitFor("miracle", within: 0) { _ in false }
    }
    #expect(error?.description.contains("no miracle") == true)
    #expect(error?.description.contains("something") == true)
  }
}
