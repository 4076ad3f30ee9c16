import Foundation
import Testing

/// The program's file as the linker made it.
@Suite struct BinaryTests {
  /// Full RELRO: the loader fills in every address before the program begins, and locks what it has written.
  @Test func whatTheLoaderFilledInIsReadOnly() throws {
    let file = try Data(contentsOf: URL(fileURLWithPath: Goproxytop.path), options: .alwaysMapped)
    func number(_ place: Int, _ length: Int) -> UInt64 {
      file[place..<place + length].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    // ELF64: the program headers' place, size and number.
    let (headers, size, count) = (Int(number(32, 8)), Int(number(54, 2)), Int(number(56, 2)))
    // PT_GNU_RELRO and PT_DYNAMIC.
    let segments = (0..<count).map { headers + $0 * size }
    #expect(segments.contains { number($0, 4) == 0x6474_e552 })
    let dynamic = try #require(segments.first { number($0, 4) == 2 })
    let (start, length) = (Int(number(dynamic + 8, 8)), Int(number(dynamic + 32, 8)))
    let flags = stride(from: start, to: start + length, by: 16).filter { number($0, 8) == 30 }
    // DF_BIND_NOW of DT_FLAGS.
    #expect(flags.contains { number($0 + 8, 8) & 8 != 0 })
  }
}
