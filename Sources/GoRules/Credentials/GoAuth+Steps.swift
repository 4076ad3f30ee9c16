extension GoAuth {
  /// The answer that made go ask for credentials again.
  package struct Refusal: Sendable, Hashable {
    /// The URL that was asked, as `URL.String` writes it: never that of a redirect.
    package var url: String
    /// `HTTP/1.1` or `HTTP/2.0`.
    package var version: String
    /// With its reason, `401 Unauthorized`; of the last answer where there were redirects.
    package var status: String
    package var header: [HeaderField]

    package init(url: String, version: String, status: String, header: [HeaderField]) {
      self.url = url
      self.version = version
      self.status = status
      self.header = header
    }

    /// What a command reads (auth/userauth.go `writeResponseToStdin`). go's order of fields is a map's; ours is
    /// that of the answer.
    var input: [UInt8] {
      var lines = Array("\(version) \(status)\n".utf8)
      var names: [String] = []
      for field in header where !names.contains(field.name) { names.append(field.name) }
      for name in names {
        let values = header.filter { $0.name == name }.map(\.value)
        lines += Array("\(name): ".utf8) + Array(values.joined(separator: ", ".utf8)) + [0x0A]
      }
      return lines + [0x0A]
    }
  }

  /// What has to be done, in this order; a later step overwrites what an earlier one has given.
  package enum Step: Sendable, Hashable {
    case readNetrc
    /// Look whether this is a folder; go ends with `cannotStat` or `notAFolder` where it is none.
    case checkFolder(String)
    case run(GoAuthCommand)
    /// Nothing comes of this one; go goes on, and prints the text only with `-x`.
    case fail(text: String)
    /// go ends with this text after `go: `.
    case end(text: String)
  }

  /// Whether go asks once more, after the steps for a refusal: any 4xx where the URL that it asked first is https
  /// (web/http.go `get`). The second request has no User-Agent of go's own but net/http's.
  package static func asksAgain(isHTTPS: Bool, status: Int) -> Bool {
    isHTTPS && (400..<500).contains(status)
  }

  /// What go does before the first https request of a process (nil), and after each that was refused
  /// (`runGoAuth`).
  package func steps(after refusal: Refusal?) -> [Step] {
    var steps: [Step] = []
    for method in methods {
      switch method {
      case .off: break
      case .netrc: steps.append(.readNetrc)
      case .git(let folder):
        steps.append(.checkFolder(folder))
        guard let refusal else { continue }
        steps.append(
          .run(
            GoAuthCommand(
              arguments: ["git", "credential", "fill"], folder: folder,
              input: Array("url=\(refusal.url)\n".utf8), isGit: true, written: "git \(folder)")))
      case .command(let command): steps.append(Self.step(command, refusal))
      case .fatal(let text): steps.append(.end(text: text))
      }
    }
    return steps
  }

  private static func step(_ command: String, _ refusal: Refusal?) -> Step {
    do throws(GoAuthCommand.SplitFault) {
      let words = try GoAuthCommand.split(command)
      return .run(
        GoAuthCommand(
          arguments: words + (refusal.map { [$0.url] } ?? []), folder: nil, input: refusal?.input,
          isGit: false, written: command))
    } catch {
      return .fail(
        text: "GOAUTH=\(command): cannot parse GOAUTH command \(command): \(error.text)")
    }
  }
}
