import Serving
import Testing

struct AddressTests {
  @Test(arguments: [
    ("127.0.0.0/8", "127.255.0.1", true), ("127.0.0.0/8", "128.0.0.1", false),
    ("10.1.2.3", "10.1.2.3", true), ("10.1.2.3", "10.1.2.4", false),
    ("192.0.2.128/25", "192.0.2.200", true), ("192.0.2.128/25", "192.0.2.127", false),
    ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "2001:db8::1", false),
    ("::/0", "2001:db8::1", true), ("fd00::/8", "fdff::1", true), ("fd00::/8", "fe80::1", false),
    ("::1", "::1", true), ("::1", "::2", false),
    // As a socket for both families shows them.
    ("10.0.0.0/8", "::ffff:10.9.9.9", true), ("10.0.0.0/8", "::ffff:11.9.9.9", false),
    ("10.0.0.0/8", "nonsense", false),
  ]) func ranges(range: String, address: String, contains: Bool) throws {
    #expect(try #require(AddressRange(range)).contains(address) == contains)
  }

  @Test(arguments: [
    "", "/", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "10.0.0/8", "example.com",
    "10.0.0.0/8/8", "[::1]", "10.0.0.0/x",
  ]) func nonsense(text: String) {
    #expect(AddressRange(text) == nil)
  }

  @Test(arguments: [
    ("127.0.0.1:1", true), ("127.9.9.9:1", true), ("[::1]:1", true), ("localhost:1", true),
    ("0.0.0.0:1", false), (":1", false), ("[::]:1", false), ("192.0.2.1:1", false),
  ]) func loopback(address: String, isLoopback: Bool) throws {
    #expect(try #require(ListenAddress(address)).isLoopback == isLoopback)
  }
}
