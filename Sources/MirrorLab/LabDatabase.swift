import COpenSSL
import GoRules

/// A checksum database with a key of its own that has some modules on record: what mirrors serve that carry it, and what
/// it serves itself.
package struct LabDatabase: Sendable {
  /// What is wrong with it.
  package enum Fault: Sendable, Hashable {
    /// Each lookup is answered with the record before the right one.
    case otherRecord
    /// One bit of each tile is another.
    case alteredTiles
  }

  package let key: VerifierKey
  private let log: ServedLog
  private let signedHead: String
  /// The record of each module, by what follows `lookup/`.
  private var records: [String: Int] = [:]
  private let fault: Fault?

  /// Records before those of the modules, so that a proof takes several tiles.
  private static let olderRecords = 600

  package init(
    name: String = "lab.example", modules: [LabModule] = LabModule.standard, fault: Fault? = nil
  ) throws(LabError) {
    guard let pair = Self.newPair() else {
      throw LabError(description: "no Ed25519 key")
    }
    defer { EVP_PKEY_free(pair) }
    key = VerifierKey(name: name, key: Self.publicKey(of: pair))
    self.fault = fault
    var log = ServedLog()
    for number in 0..<Self.olderRecords {
      log.append(Array("example.com/older v1.0.\(number) h1:\n".utf8))
    }
    for module in modules {
      records["\(module.escapedPath)@\(module.version)"] = Int(log.size)
      log.append(Array(module.sumLines.utf8))
    }
    self.log = log
    let head = log.head(size: log.size) ?? ""
    signedHead = key.note(head, signature: Self.signature(of: Array(head.utf8), by: pair))
  }

  private static func newPair() -> OpaquePointer? {
    guard let context = EVP_PKEY_CTX_new_id(EVP_PKEY_ED25519, nil) else { return nil }
    defer { EVP_PKEY_CTX_free(context) }
    var pair: OpaquePointer?
    guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_keygen(context, &pair) == 1 else {
      return nil
    }
    return pair
  }

  private static func publicKey(of pair: OpaquePointer) -> [UInt8] {
    var length = 32
    var bytes = [UInt8](repeating: 0, count: length)
    EVP_PKEY_get_raw_public_key(pair, &bytes, &length)
    return bytes
  }

  private static func signature(of message: [UInt8], by pair: OpaquePointer) -> [UInt8] {
    var length = 64
    var bytes = [UInt8](repeating: 0, count: length)
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    EVP_DigestSignInit(context, nil, nil, nil, pair)
    EVP_DigestSign(context, &bytes, &length, message, message.count)
    return bytes
  }

  /// Its answer to a path like `/lookup/M@V`, `/supported` included, which only a proxy is asked for; nil for 404.
  func answer(_ path: String) -> [UInt8]? {
    if path == "/supported" { return [] }
    if path.hasPrefix("/lookup/") {
      guard let number = records[String(path.dropFirst(8))] else { return nil }
      return log.answer(fault == .otherRecord ? number - 1 : number, signedHead: signedHead)
    }
    var tile = log.tile(String(path.dropFirst()))
    if fault == .alteredTiles { tile?[0] ^= 1 }
    return tile
  }
}

extension LabModule {
  /// As in go.sum.
  fileprivate var sumLines: String {
    var check = BodyCheck(
      Question(.zip, ModuleVersion(module: path, version: version)), proxy: "", sums: true)
    zip.withUnsafeBytes { _ = check.take($0) }
    let sum = check.verdict().sum?.description ?? ""
    return
      "\(path) \(version) \(sum)\n\(path) \(version)/go.mod \(ModuleSum(ofMod: Array(mod.utf8)))\n"
  }
}
