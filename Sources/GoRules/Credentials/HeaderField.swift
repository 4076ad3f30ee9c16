/// One field of a request's header.
package struct HeaderField: Sendable, Hashable {
  /// In go's canonical case: `X-Api-Key`.
  package var name: String
  package var value: [UInt8]

  package init(name: String, value: [UInt8]) {
    self.name = name
    self.value = value
  }

  /// `Authorization: Basic …` (net/http `SetBasicAuth`).
  package static func basic(login: some Sequence<UInt8>, password: some Sequence<UInt8>) -> Self {
    let text = Array(login) + [UInt8(ascii: ":")] + Array(password)
    return HeaderField(
      name: "Authorization", value: Array("Basic ".utf8) + Array(Base64.encoded(text).utf8))
  }

  /// Upper case at the start and after a hyphen, lower case elsewhere; what is no token stays as it is
  /// (net/textproto `CanonicalMIMEHeaderKey`).
  static func canonical(_ name: ArraySlice<UInt8>) -> String {
    guard isName(name) else { return name.text }
    var startsWord = true
    let bytes = name.map { byte in
      defer { startsWord = byte == UInt8(ascii: "-") }
      return switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z") where startsWord: byte & 0xDF
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where !startsWord: byte | 0x20
      default: byte
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// It may be sent as it is.
  package var isValid: Bool { Self.isName(Array(name.utf8)[...]) && Self.isValue(value[...]) }

  /// A token of RFC 7230, 3.2.6 (auth/httputils.go `validHeaderFieldName`).
  static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
    !bytes.isEmpty
      && bytes.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
      }
  }

  /// No control characters but the tab (auth/httputils.go `validHeaderFieldValue`).
  static func isValue(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }
  }

  /// Not sent to another host after a redirect (net/http/client.go `makeHeadersCopier`).
  package var isSensitive: Bool {
    switch name {
    case "Authorization", "Www-Authenticate", "Cookie", "Cookie2", "Proxy-Authorization",
      "Proxy-Authenticate":
      true
    default: false
    }
  }
}
