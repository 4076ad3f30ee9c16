/// The redirects of one request, followed as net/http's client and cmd/go follow them
/// (net/http `Client.do`, cmd/go/internal/web `securityPreservingHTTPClient`).
package struct Redirects: Sendable {
  package enum Step: Sendable, Hashable {
    /// go takes this answer as it is: no redirect, or one without `Location`.
    case answer
    /// The next request.
    case request(Target)
    case failure(Failure)
  }

  /// A request that a redirect leads to.
  package struct Target: Sendable, Hashable {
    /// Its userinfo, if any, is sent as basic authentication unless an `Authorization` goes along. A relative
    /// `Location` leaves the userinfo of the URL it came from; another's is never taken over.
    package var url: GoURL
    /// Whether the first request's own `Authorization` (.netrc, GOAUTH; not its userinfo) goes along: as long as
    /// each host so far was that of the first URL or a subdomain of it (`shouldCopyHeaderOnRedirect`).
    package var keepsAuthorization: Bool
    /// The field `Referer` that go sends; nil for none.
    package var referer: String?
  }

  /// A redirect that go does not follow.
  package struct Failure: Error, Sendable, Hashable {
    package enum Fault: Error, Sendable, Hashable {
      /// `location` as it was received.
      case unparsableLocation(location: String, GoURL.Failure)
      /// The tenth redirect.
      case tooMany
      /// From https to another scheme, where the first URL is https. Passwords in them are replaced.
      case insecure(from: String, to: String)
      /// Neither http nor https.
      case unsupportedScheme(String)
      case noHost
      /// Not go's but our bound: a `Location` that is no UTF-8, or whose host or userinfo is none once decoded.
      /// go may follow it.
      case locationNotUTF8
    }

    package var fault: Fault
    /// The URL that go names: of the answer where its `Location` is no URL, the `Location` itself as received
    /// where go declines to follow it, and otherwise the URL that it leads to.
    package var shownURL: String

    package init(fault: Fault, shownURL: String) {
      self.fault = fault
      self.shownURL = shownURL
    }

    /// go's text, to stand after `Get "shownURL": `.
    package var goText: String {
      switch fault {
      case .unparsableLocation(let location, let failure):
        "failed to parse Location header \(goQuoted(location)): \(failure.description)"
      case .tooMany: "stopped after 10 redirects"
      case .insecure(let from, let to):
        "redirected from secure URL \(from) to insecure URL \(to)"
      case .unsupportedScheme(let scheme): "unsupported protocol scheme \(goQuoted(scheme))"
      case .noHost: "http: no Host in request URL"
      case .locationNotUTF8: "the field location is not UTF-8"
      }
    }
  }

  /// The URL of the request that is under way.
  package private(set) var current: GoURL
  private let first: GoURL
  /// From https to another scheme is refused.
  private let keepsSecurity: Bool
  /// Requests so far.
  private var requests = 1
  private var keepsAuthorization = true

  /// `keepsSecurity`: false for a module of GOINSECURE.
  package init(from first: GoURL, keepsSecurity: Bool = true) {
    self.first = first
    self.keepsSecurity = keepsSecurity
    current = first
  }

  /// Whether go looks for a `Location` (`redirectBehavior`, for a GET).
  package static func isRedirect(_ status: Int) -> Bool {
    switch status {
    case 301, 302, 303, 307, 308: true
    default: false
    }
  }

  /// What follows from an answer to the current request. `location`: the first field of that name.
  package mutating func follow(status: Int, location: ArraySlice<UInt8>?) -> Step {
    guard Self.isRedirect(status), let location, !location.isEmpty else { return .answer }
    let (text, target): (String, GoURL)
    do throws(Failure.Fault) {
      (text, target) = try current.following(location)
    } catch {
      return .failure(Failure(fault: error, shownURL: current.shownByClient))
    }
    if let fault = refusal(of: target) {
      // go prints passwords here, we do not.
      let hides = target.password?.isEmpty == false
      return .failure(
        Failure(fault: fault, shownURL: hides ? Redaction.userinfoHidden(text) : text))
    }
    if let fault = Self.faultAtSending(target) {
      return .failure(Failure(fault: fault, shownURL: target.shownByClient))
    }
    if keepsAuthorization, target.host != first.host, !Self.mayCopy(from: first, to: target) {
      keepsAuthorization = false
    }
    let isDowngrade = current.scheme == "https" && target.scheme == "http"
    let referer = isDowngrade ? nil : current.description
    current = target
    requests += 1
    return .request(
      Target(url: target, keepsAuthorization: keepsAuthorization, referer: referer))
  }

  /// cmd/go's `CheckRedirect`.
  private func refusal(of target: GoURL) -> Failure.Fault? {
    if keepsSecurity, first.scheme == "https", target.scheme != "https" {
      return .insecure(from: current.redacted, to: target.redacted)
    }
    return requests >= 10 ? .tooMany : nil
  }

  /// `Transport.roundTrip`, before a connection is made.
  private static func faultAtSending(_ target: GoURL) -> Failure.Fault? {
    guard target.scheme == "http" || target.scheme == "https" else {
      return .unsupportedScheme(target.scheme)
    }
    return target.host.isEmpty ? .noHost : nil
  }

  /// `shouldCopyHeaderOnRedirect`.
  private static func mayCopy(from first: GoURL, to target: GoURL) -> Bool {
    let parent = Punycode.encoded(first.hostname).utf8.map(lowercased)
    let host = Punycode.encoded(target.hostname).utf8.map(lowercased)
    guard (parent + host).allSatisfy({ $0 < 0x80 }) else { return false }
    if host == parent { return true }
    // A colon or percent sign: an IPv6 address, whose zone may look like a domain.
    if host.contains(UInt8(ascii: ":")) || host.contains(UInt8(ascii: "%")) { return false }
    return host.count > parent.count && host.suffix(parent.count).elementsEqual(parent)
      && host[host.count - parent.count - 1] == UInt8(ascii: ".")
  }
}

extension GoURL {
  /// Whether a `Location` in the answer to this URL is a URL that can be read.
  package func canFollow(_ location: ArraySlice<UInt8>) -> Bool {
    (try? following(location)) != nil
  }

  /// Where `location` leads to from here, and its text; throws `unparsableLocation` and `locationNotUTF8`.
  fileprivate func following(
    _ location: ArraySlice<UInt8>
  ) throws(Redirects.Failure.Fault) -> (text: String, target: GoURL) {
    guard let text = String(validating: location, as: UTF8.self) else { throw .locationNotUTF8 }
    let target: GoURL
    do throws(GoURL.Failure) {
      target = try resolving(text)
    } catch {
      throw .unparsableLocation(location: text, error)
    }
    let decoded = target.host + (target.user ?? "") + (target.password ?? "")
    // More than were written stand for escapes of bytes that are no UTF-8.
    if Self.replacements(in: decoded) > Self.replacements(in: text) { throw .locationNotUTF8 }
    return (text, target)
  }

  private static func replacements(in text: String) -> Int {
    text.unicodeScalars.count { $0 == "\u{FFFD}" }
  }
}
