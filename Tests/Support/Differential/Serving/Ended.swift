/// How a program ended.
struct Ended {
  /// nil: it was killed while it waited.
  var exitCode: Int32?
  /// The signal that it died of by itself; 0 for none.
  var signal: Int32 = 0
  var output: String
  var errors: String
}
