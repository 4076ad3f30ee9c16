/// Why the content of a whole answer of status 200 is of no use.
package enum ContentFailure: Error, Sendable, Hashable {
  /// `.info` or `@latest` that is not what go's struct can hold; an empty body too.
  case info(RevInfo.Fault, proxy: String)
  /// The version that the answer is for.
  case wrongVersion(String)
  case zip(ZipFault, place: ModuleCache.Place?)
  /// More than go downloads.
  case zipTooLarge
  /// A bound of ours, of which go knows nothing: neither sound nor broken, not measured.
  case notMeasured(Unmeasured)

  package enum Unmeasured: Sendable, Hashable {
    /// More than `BodyCheck.infoLimit` of JSON.
    case infoTooLarge
    case zip(ZipCheck.Unmeasured)
  }

  /// What go prints after `go: `, or after `go: MODULE@VERSION: ` where `namesVersion`; nil where go's answer is not
  /// known. None has a prefix like `Get "URL": ` or `reading URL: `.
  package var goText: String? {
    switch self {
    case .info(let fault, let proxy):
      "invalid response from proxy \(GoText.quoted(proxy)): \(fault.text)"
    case .wrongVersion(let version):
      "proxy returned info for version \(version) instead of requested version"
    case .zip(let fault, let place): fault.goText(place: place)
    case .zipTooLarge: "downloaded zip file too large"
    case .notMeasured: nil
    }
  }

  /// Whether `MODULE@VERSION: ` stands in front of the text (`versionError`); for `@latest`
  /// `module MODULE: `.
  package var namesVersion: Bool {
    switch self {
    case .info, .wrongVersion, .zipTooLarge: true
    case .zip, .notMeasured: false
    }
  }

  /// Found only after the entries of GOPROXY were walked: no other entry is asked, not even after `|`.
  package var endsWalk: Bool { if case .zip = self { true } else { false } }
}
