import Glibc

/// The encoding of text on the terminal, as the locale names it.
package enum Encoding {
  /// Makes the C library, and with it curses, use the encoding of the locale that the environment names. Where that
  /// is one of UTF-8 but not installed, as in many containers and on many servers, `C.UTF-8` stands for it.
  /// - Returns: whether it is UTF-8.
  @discardableResult
  package static func adopt() -> Bool {
    let variables = ["LC_ALL", "LC_CTYPE", "LANG"]
    let values = variables.map { name in getenv(name).map { String(cString: $0) } ?? "" }
    let name = values.first { !$0.isEmpty }?.lowercased() ?? ""
    if setlocale(LC_CTYPE, "") == nil, name.hasSuffix(".utf-8") || name.hasSuffix(".utf8") {
      setlocale(LC_CTYPE, "C.UTF-8")
    }
    return nl_langinfo(nl_item(CODESET)).map { String(cString: $0) } == "UTF-8"
  }
}
