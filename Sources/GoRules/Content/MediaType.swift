/// A Content-Type as go's mime.ParseMediaType reads it.
struct MediaType: Sendable {
  /// Lower case; empty where go finds none.
  private(set) var name = ""
  /// The parameter `charset`; nil for none.
  private(set) var charset: ArraySlice<UInt8>?

  init(_ text: ArraySlice<UInt8>) {
    let base = text.prefix { $0 != UInt8(ascii: ";") }
    let name = GoText.trimmed(base).text.lowercased()
    guard Self.isTypeName(name) else { return }
    var parameters: [String: ArraySlice<UInt8>] = [:]
    var rest = text.dropFirst(base.count)
    while true {
      rest = Self.skippingSpace(rest)
      if rest.isEmpty { break }
      guard let parameter = Self.takeParameter(&rest) else {
        // One semicolon too many is no fault; any other leaves the name alone.
        let isTrailing = GoText.trimmed(rest).elementsEqual(";".utf8)
        self.name = name
        if isTrailing { charset = Self.charset(parameters) }
        return
      }
      // Twice the same name with other values: go takes nothing of it.
      if let known = parameters[parameter.name], !known.elementsEqual(parameter.value) { return }
      parameters[parameter.name] = parameter.value
    }
    self.name = name
    charset = Self.charset(parameters)
  }

  /// Whether go shows a body of this type where a request failed (web/http.go `get`).
  var isPlainText: Bool {
    guard name == "text/plain" else { return false }
    guard let charset else { return true }
    return ["us-ascii", "utf-8", ""].contains(charset.text.lowercased())
  }

  /// `checkMediaTypeDisposition`: a token, a slash and another one.
  private static func isTypeName(_ name: String) -> Bool {
    let bytes = Array(name.utf8)[...]
    guard let (type, subtype) = bytes.cut(at: UInt8(ascii: "/")) else {
      return !bytes.isEmpty && bytes.allSatisfy(isTokenByte)
    }
    return !type.isEmpty && type.allSatisfy(isTokenByte) && !subtype.isEmpty
      && subtype.allSatisfy(isTokenByte)
  }

  private static func takeParameter(
    _ rest: inout ArraySlice<UInt8>
  ) -> (name: String, value: ArraySlice<UInt8>)? {
    var left = skippingSpace(rest)
    guard left.first == UInt8(ascii: ";") else { return nil }
    left = skippingSpace(left.dropFirst())
    let name = left.prefix(while: isTokenByte)
    if name.isEmpty { return nil }
    left = skippingSpace(left.dropFirst(name.count))
    guard left.first == UInt8(ascii: "=") else { return nil }
    left = skippingSpace(left.dropFirst())
    guard let value = takeValue(&left) else { return nil }
    rest = left
    return (name.text.lowercased(), value)
  }

  /// A token or a quoted string; a backslash stands for itself where it quotes nothing that needs it.
  private static func takeValue(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard rest.first == UInt8(ascii: "\"") else {
      let token = rest.prefix(while: isTokenByte)
      rest = rest.dropFirst(token.count)
      return token.isEmpty ? nil : token
    }
    var value: [UInt8] = []
    var index = rest.startIndex + 1
    while index < rest.endIndex {
      let byte = rest[index]
      if byte == UInt8(ascii: "\"") {
        rest = rest[(index + 1)...]
        return value[...]
      }
      if byte == UInt8(ascii: "\\"), index + 1 < rest.endIndex,
        "()<>@,;:\\\"/[]?=".utf8.contains(rest[index + 1])
      {
        value.append(rest[index + 1])
        index += 2
        continue
      }
      if byte == 0x0D || byte == 0x0A { return nil }
      value.append(byte)
      index += 1
    }
    return nil
  }

  private static func skippingSpace(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = bytes
    while !rest.isEmpty {
      let step = UTF8Decoding.step(rest, at: rest.startIndex)
      guard let scalar = step.scalar, GoText.isSpace(scalar) else { break }
      rest = rest.dropFirst(step.count)
    }
    return rest
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: "!#$%&'*+-.^_`{|}~".utf8.contains(byte)
    }
  }

  // MARK: RFC 2231

  /// The value, put together from `charset*0`, `charset*1*` and so on where it comes in pieces.
  private static func charset(_ parameters: [String: ArraySlice<UInt8>]) -> ArraySlice<UInt8>? {
    let hasPieces = parameters.keys.contains { $0.hasPrefix("charset*") }
    guard hasPieces else { return parameters["charset"] }
    if let whole = parameters["charset*"] { return decoded(whole) ?? parameters["charset"] }
    var value: [UInt8] = []
    var number = 0
    while true {
      if let plain = parameters["charset*\(number)"] {
        value += plain
      } else if let encoded = parameters["charset*\(number)*"] {
        value += (number == 0 ? decoded(encoded) : unescaped(encoded)) ?? []
      } else {
        break
      }
      number += 1
    }
    return number == 0 ? parameters["charset"] : value[...]
  }

  /// `utf-8'en'text`, percent-encoded (`decode2231Enc`).
  private static func decoded(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let (charset, rest) = text.cut(at: UInt8(ascii: "'")),
      let (_, value) = rest.cut(at: UInt8(ascii: "'")),
      ["us-ascii", "utf-8"].contains(charset.text.lowercased())
    else { return nil }
    return unescaped(value)
  }

  private static func unescaped(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var plain: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      guard text[index] == UInt8(ascii: "%") else {
        plain.append(text[index])
        index += 1
        continue
      }
      guard index + 2 < text.endIndex, let high = JSONScanner.hexValue(text[index + 1]),
        let low = JSONScanner.hexValue(text[index + 2])
      else { return nil }
      plain.append(UInt8(high << 4 | low))
      index += 3
    }
    return plain[...]
  }
}
