extension ProxyURL {
  /// The page of a module outside of any proxy, without its query: `https://MODULE`.
  package init(pageOf module: String) {
    let (host, path) = module.cut(at: "/")
    self.init(
      scheme: .https, host: host, path: path.map { "/" + PercentEncoding.encode($0, .path) } ?? "")
  }
}
