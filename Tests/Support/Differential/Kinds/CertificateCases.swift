enum CertificateCases { static func make(_ generator: inout Generator, _ materials: Materials) throws -> TestCase { fatalError() } }
