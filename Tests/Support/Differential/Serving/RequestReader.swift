/// Finds requests in what a client sends.
protocol RequestReader {
  /// What is sent before anything was asked.
  var opening: [Script.Step] { get }
  mutating func feed(_ bytes: ArraySlice<UInt8>)
  /// Another whole request has come.
  var hasRequest: Bool { get }
  /// What to do for the next request that is whole; nil where there is none.
  mutating func nextAnswer() -> [Script.Step]?
}
