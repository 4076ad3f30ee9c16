enum HTTP2Cases { static func make(_ generator: inout Generator, _ materials: Materials) throws -> TestCase { fatalError() } }
struct HTTP2Plan {}
struct HTTP2Reader: RequestReader {
  var opening: [Script.Step] = []
  init(_ plan: HTTP2Plan, _ note: @escaping (String) -> Void) {}
  mutating func feed(_ bytes: ArraySlice<UInt8>) {}
  mutating func nextAnswer() -> [Script.Step]? { nil }
}
