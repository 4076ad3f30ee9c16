/// A subject or an issuer, decoded to be shown or to be quoted in a message (go: `pkix.Name`).
package struct DistinguishedName: Sendable, Hashable {
  struct Attribute: Sendable, Hashable {
    /// The type's object identifier, in dotted form.
    var type: String
    /// The value where it is a string; nil otherwise.
    var text: String?
    /// The DER of the value, tag and length included.
    var der: [UInt8]
  }

  /// In the order of the certificate.
  private(set) var attributes: [Attribute] = []

  /// Reads a Name that has been parsed before; one that is malformed has the attributes before the
  /// fault.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ whole: Range<Int>) {
    var found: [Attribute] = []
    _ = NameReader.fault(bytes, whole) { attribute in
      found.append(
        Attribute(
          type: OID.text(bytes[attribute.type]),
          text: NameReader.text(bytes, attribute.value),
          der: Array(bytes[attribute.value.whole])))
    }
    attributes = found
  }

  /// The last common name; empty for none.
  package var commonName: String { strings("2.5.4.3").last ?? "" }
  /// The organizations in order.
  package var organizations: [String] { strings("2.5.4.10") }

  private func strings(_ type: String) -> [String] {
    attributes.compactMap { $0.type == type ? $0.text : nil }
  }

  /// `CN=proxy.example,O=Example`, as `pkix.Name.String` prints a parsed name.
  ///
  /// Only a time of an unknown attribute differs: go encodes it anew, here it stays as it was
  /// written.
  package var description: String {
    var names: [String] = []
    for attribute in attributes where Self.label(attribute.type) == nil {
      names.append(Self.pair(attribute))
    }
    for type in Self.order {
      var values = strings(type)
      // go keeps one of these, the last.
      if type == "2.5.4.3" || type == "2.5.4.5" { values = values.suffix(1).filter { !$0.isEmpty } }
      guard !values.isEmpty else { continue }
      let label = Self.label(type) ?? type
      names.append(values.map { label + "=" + Self.escaped($0) }.joined(separator: "+"))
    }
    return names.reversed().joined(separator: ",")
  }

  /// The order in which `ToRDNSequence` puts them.
  private static let order = [
    "2.5.4.6", "2.5.4.8", "2.5.4.7", "2.5.4.9", "2.5.4.17", "2.5.4.10", "2.5.4.11", "2.5.4.3",
    "2.5.4.5",
  ]

  private static func label(_ type: String) -> String? {
    switch type {
    case "2.5.4.6": "C"
    case "2.5.4.10": "O"
    case "2.5.4.11": "OU"
    case "2.5.4.3": "CN"
    case "2.5.4.5": "SERIALNUMBER"
    case "2.5.4.7": "L"
    case "2.5.4.8": "ST"
    case "2.5.4.9": "STREET"
    case "2.5.4.17": "POSTALCODE"
    default: nil
    }
  }

  private static func pair(_ attribute: Attribute) -> String {
    if let text = attribute.text { return attribute.type + "=" + escaped(text) }
    // go cannot encode NULL, and prints it as it prints nil.
    if attribute.der.first == DERTag.null { return attribute.type + #"=\<nil\>"# }
    return attribute.type + "=#" + hexadecimal(attribute.der)
  }

  private static func escaped(_ value: String) -> String {
    var text = ""
    var place = 0
    let length = value.utf8.count
    for scalar in value.unicodeScalars {
      let needsEscape =
        switch scalar {
        case ",", "+", "\"", "\\", "<", ">", ";": true
        case " ": place == 0 || place == length - 1
        case "#": place == 0
        default: false
        }
      if needsEscape { text.unicodeScalars.append("\\") }
      text.unicodeScalars.append(scalar)
      place += UTF8.width(scalar)
    }
    return text
  }
}

/// Lower-case hexadecimal, two digits an octet.
func hexadecimal(_ octets: some Sequence<UInt8>) -> String {
  var text = ""
  for octet in octets {
    text += (octet < 16 ? "0" : "") + String(octet, radix: 16)
  }
  return text
}
