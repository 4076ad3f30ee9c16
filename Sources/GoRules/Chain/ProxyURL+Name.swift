/// Names of a proxy, for people; none has credentials.
extension ProxyURL {
  /// The host with the port, or the path of a `file` URL.
  package var name: String { ServerText(host.isEmpty ? path : authority).text }

  /// The URL from its host on, without credentials.
  package var withoutScheme: String { authority + path }
}
