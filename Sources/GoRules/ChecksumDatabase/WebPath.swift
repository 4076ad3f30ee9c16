/// A URL's path while go puts parts to its end (cmd/go/internal/web, `Join`).
///
/// go joins the path and its written form apart, and sends the latter only where the two agree: so an upper-case letter's
/// `!` is percent-encoded behind a base that has a path, and not behind one that has none.
struct WebPath: Sendable, Hashable {
  /// Decoded.
  private var path: String
  /// As written; empty where that is how `path` is encoded anyway.
  private var rawPath: String

  /// A path as go would send it.
  init(_ encoded: String) {
    path = (try? PercentEncoding.decode(encoded, .path)) ?? encoded
    rawPath = PercentEncoding.encode(path, .path) == encoded ? "" : encoded
  }

  var parts: (path: String, rawPath: String) { (path, rawPath) }

  /// With one slash between.
  func joined(_ part: String) -> WebPath {
    var joined = self
    let tail = part.utf8.first == UInt8(ascii: "/") ? part : "/" + part
    joined.path = Self.withoutSlash(path) + tail
    joined.rawPath = Self.withoutSlash(rawPath) + tail
    return joined
  }

  private static func withoutSlash(_ text: String) -> String {
    text.utf8.last == UInt8(ascii: "/") ? String(text.unicodeScalars.dropLast()) : text
  }

  /// As go sends it (`EscapedPath`).
  var encoded: String {
    if !rawPath.isEmpty, let normalized = try? PercentEncoding.normalized(rawPath, .path),
      normalized == rawPath, (try? PercentEncoding.decode(rawPath, .path)) == path
    {
      return rawPath
    }
    return PercentEncoding.encode(path, .path)
  }
}
