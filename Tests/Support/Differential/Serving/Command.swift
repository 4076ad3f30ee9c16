/// What is started.
struct Command {
  /// The path and the arguments.
  var words: [String]
  var environment: [String: String]
}
