/// The hosts whose modules go finds without asking for a page (cmd/go/internal/vcs `vcsPaths`).
enum HostedRepository {
  /// go's text where the path is none.
  struct Fault: Error, Sendable, Hashable {
    var text: String
  }

  /// The repository of `module`; nil where a page is asked for (`repoRootFromVCSPaths`).
  static func find(_ module: String) throws(Fault) -> ModuleRepository? {
    if module.hasPathPrefix("example.net") { throw Fault(text: "no modules on example.net") }
    if module == "rsc.io" { throw Fault(text: "rsc.io is not a module") }
    for scheme in ["http:", "https:"] where module.hasPrefix(scheme) {
      throw Fault(text: "\(goQuoted(scheme + "//")) not allowed in import path")
    }
    for host in hosts where module.hasPathPrefix(host.prefix) {
      let elements = module.split(separator: "/", omittingEmptySubsequences: false)
      guard elements.count >= host.count,
        !host.isWhole || elements.count == host.count,
        elements.dropFirst().allSatisfy({ $0.isWord() }), host.takes(Array(elements))
      else {
        throw Fault(text: "invalid \(host.prefix) import path \(goQuoted(module))")
      }
      let root = elements.prefix(host.count).joined(separator: "/")
      if !host.mayHaveSuffix, suffixes.contains(where: { root.hasSuffix($0) }) {
        throw Fault(text: "invalid version control suffix in \(host.prefix)/ path")
      }
      return ModuleRepository(system: host.system, url: "https://" + root, root: root)
    }
    return named(module)
  }

  private struct Host: Sendable {
    var prefix: String
    /// Elements of a repository's root.
    var count: Int
    var system = "git"
    var mayHaveSuffix = false
    /// Nothing follows the root.
    var isWhole = false
    /// What else the elements have to be.
    var takes: @Sendable ([Substring]) -> Bool = { _ in true }
  }

  private static let suffixes = [".hg", ".git", ".svn", ".fossil"]

  private static let hosts = [
    Host(prefix: "github.com", count: 3),
    Host(prefix: "bitbucket.org", count: 3),
    Host(prefix: "hub.jazz.net/git", count: 4) { $0[2].isLowerOrDigit("") },
    Host(prefix: "git.apache.org", count: 2, mayHaveSuffix: true) {
      $0[1].isLowerOrDigit("_.-") && $0[1].hasSuffix(".git") && $0[1] != ".git"
    },
    Host(prefix: "git.openstack.org", count: 3, mayHaveSuffix: true),
    Host(prefix: "chiselapp.com", count: 5, system: "fossil", mayHaveSuffix: true, isWhole: true) {
      $0[1] == "user" && $0[3] == "repository" && $0[2].isWord(except: "_.-")
    },
  ]

  /// `HOST/…/NAME.git/…`: the path itself names its version control.
  private static func named(_ module: String) -> ModuleRepository? {
    let elements = module.split(separator: "/", omittingEmptySubsequences: false)
    guard let host = elements.first, isHost(host) else { return nil }
    guard
      elements.dropFirst().allSatisfy({ ($0.hasPrefix("~") ? $0.dropFirst() : $0).isWord() })
    else { return nil }
    for index in elements.indices.dropFirst() {
      for suffix in suffixes where elements[index].hasSuffix(suffix) {
        let name = elements[index].dropLast(suffix.count)
        if name.isEmpty || name == "~" { continue }
        let root = elements[...index].joined(separator: "/")
        return ModuleRepository(
          system: String(suffix.dropFirst()), url: String(root.dropLast(suffix.count)), root: root)
      }
    }
    return nil
  }

  /// Lower case, with a dot between two parts.
  private static func isHost(_ host: Substring) -> Bool {
    let name = host.prefix { $0 != ":" }
    return name.isLowerOrDigit(".-") && name.dropFirst().dropLast().contains(".")
  }
}

extension Substring {
  /// Not empty, and of `[\w.\-]` alone, without what is in `except`.
  fileprivate func isWord(except: String = "") -> Bool {
    !isEmpty
      && unicodeScalars.allSatisfy { scalar in
        let isWord =
          scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
          || "_.-".unicodeScalars.contains(scalar)
        return isWord && !except.unicodeScalars.contains(scalar)
      }
  }

  /// Not empty, and of lower-case letters, digits and `others` alone.
  fileprivate func isLowerOrDigit(_ others: String) -> Bool {
    !isEmpty
      && unicodeScalars.allSatisfy {
        ("a"..."z").contains($0) || ("0"..."9").contains($0) || others.unicodeScalars.contains($0)
      }
  }
}
