extension ProxyURL {
  /// Reads the URL of one mirror, where no list can stand.
  ///
  /// go would take what follows a `;`, or a separator that nothing has split, as part of the host or the path; nobody means
  /// that. A `;` in the path is legal.
  package init(parsingOne text: String) throws(ChainError) {
    let url = try ProxyURL(parsing: text)
    if let mark = text.first(where: { $0 == "," || $0 == "|" }) { throw Self.noList(mark) }
    try url.checkHost()
    self = url
  }

  /// Refuses a host with `;` in it: a list with the wrong separators.
  package func checkHost() throws(ChainError) {
    if host.contains(";") { throw Self.noList(";") }
  }

  private static func noList(_ mark: Character) -> ChainError {
    ChainError("expected one URL; `\(mark)` does not separate mirrors here")
  }
}
