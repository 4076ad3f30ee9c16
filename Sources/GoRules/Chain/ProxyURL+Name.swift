/// Short names of a proxy, for people; none has credentials.
extension ProxyURL {
  /// The host, or the path of a `file` URL.
  package var shortName: String { ServerText(host.isEmpty ? path : host).text }

  /// The URL from its host on, without credentials.
  package var withoutScheme: String { authority + path }

  /// The host with the port, or the path of a `file` URL.
  package var name: String {
    if host.isEmpty { return ServerText(path).text }
    return ServerText(port.map { "\(host):\($0)" } ?? host).text
  }
}
