/// Answers of a name server.
enum DNSCases {
  static func make(_ generator: inout Generator, number: Int) -> TestCase { fatalError() }
}
