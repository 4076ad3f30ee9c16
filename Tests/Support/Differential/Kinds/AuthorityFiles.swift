/// Files of authorities as people have them.
enum AuthorityFiles {
  static func change(
    _ text: String, _ generator: inout Generator, _ words: inout [String]
  ) -> String {
    let body = text.split(separator: "\n").dropFirst().dropLast().joined()
    let changes: [(String, String)] = [
      ("BOM", "\u{feff}" + text), ("CRLF", text.replacing("\n", with: "\r\n")),
      ("text before", "# authority\nSubject: x\n" + text),
      ("no line break at the end", String(text.dropLast())), ("empty", ""),
      ("twice", text + text),
      ("long line", "-----BEGIN CERTIFICATE-----\n\(body)\n-----END CERTIFICATE-----\n"),
      ("trusted form", text.replacing("CERTIFICATE", with: "TRUSTED CERTIFICATE")),
      ("X509 form", text.replacing("CERTIFICATE", with: "X509 CERTIFICATE")),
      (
        "headers",
        text.replacing("BEGIN CERTIFICATE-----\n", with: "BEGIN CERTIFICATE-----\nX-Header: a\n\n")
      ), ("indented", text.replacing("\n", with: "\n  ")),
      ("blank lines", text.replacing("\n", with: "\n\n")),
      ("spaces at ends", text.replacing("\n", with: " \n")),
      ("bad block before", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n" + text),
      (
        "not base64 before", "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n" + text
      ), ("no end before", "-----BEGIN CERTIFICATE-----\nAAAA\n" + text),
      ("no end", text.replacing("-----END CERTIFICATE-----", with: "")),
      ("key before", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n" + text),
      ("on the same line", "x" + text),
      ("lower case", text.replacing("CERTIFICATE", with: "certificate")),
      ("four dashes", text.replacing("-----BEGIN", with: "----BEGIN")),
      ("no padding", text.replacing("=", with: "")), ("NUL", "\0" + text),
      ("tabs", text.replacing("\n", with: "\t\n")),
      ("bad block behind", text + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
    ]
    let (word, changed) = generator.pick(changes)
    words.append("authorities: \(word)")
    return changed
  }
}
