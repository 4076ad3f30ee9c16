enum ZipCases { static func make(_ generator: inout Generator) -> TestCase { fatalError() } }
