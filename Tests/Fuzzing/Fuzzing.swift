import Glibc
import Text

/// `Fuzzing --parser=NAME [libFuzzer's options]`: feeds one parser with bytes that libFuzzer makes up, and
/// ends at the first that breaks it or one of its promises. libFuzzer has `main` and calls these two.
enum Fuzzing {
  /// Set once, before the first attempt.
  nonisolated(unsafe) static var attempt: Parser.Attempt?
}

/// libFuzzer ignores options of ours: they begin with two dashes.
@_cdecl("LLVMFuzzerInitialize")
func initialize(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> Int32 {
  let option = "--parser="
  for index in 0..<Int(count.pointee) {
    guard let argument = arguments.pointee?[index] else { continue }
    let text = String(cString: argument)
    if text.hasPrefix(option), let parser = Parser(rawValue: String(text.dropFirst(option.count))) {
      Fuzzing.attempt = parser.attempt
    }
  }
  if Fuzzing.attempt == nil {
    print("say \(option)" + Parser.allCases.map(\.rawValue).joined(separator: "|"))
    exit(2)
  }
  return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  Fuzzing.attempt?(bytes, count) ?? 0
}

/// Stops with a message where `condition` does not hold; libFuzzer then keeps the bytes.
func promise(_ condition: Bool, _ text: StaticString) {
  precondition(condition, "broken promise: \(text)")
}
