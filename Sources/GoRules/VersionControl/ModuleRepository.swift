/// Where go finds a module in version control (cmd/go/internal/vcs `RepoRoot`).
package struct ModuleRepository: Sendable, Hashable {
  /// `git`, `hg`, `svn`, `fossil`; `mod` for a proxy.
  package var system: String
  /// Its URL; without a scheme where go tries one after another.
  package var url: String
  /// The module path of the repository's root.
  package var root: String
  /// The folder that the tag names; empty for none.
  package var folder = ""

  package init(system: String, url: String, root: String, folder: String = "") {
    self.system = system
    self.url = url
    self.root = root
    self.folder = folder
  }

  /// The name of the tag or branch, or the beginning of the hash, at which go looks for `version`
  /// (modfetch/coderepo.go `newCodeRepo`, `revToRev`).
  package func revision(of canary: ModuleVersion) -> Revision {
    let version = canary.version
    if SemanticVersion(Array(version.utf8)[...])?.isPseudo == true,
      let hash = version.prefix(while: { $0 != "+" }).split(separator: "-").last
    {
      return .hash(String(hash))
    }
    let name =
      version.hasSuffix("+incompatible") ? String(version.dropLast(13)) : version
    var elements: [Substring] = []
    if root != canary.module {
      elements = ModulePath.withoutMajor(canary.module).dropFirst(root.count).split(separator: "/")
    }
    for element in folder.split(separator: "/") where element != "." {
      if element == "..", elements.last.map({ $0 != ".." }) == true {
        elements.removeLast()
      } else {
        elements.append(element)
      }
    }
    return .name((elements + [Substring(name)]).joined(separator: "/"))
  }

  package enum Revision: Sendable, Hashable {
    case name(String)
    /// The first 12 digits of a commit.
    case hash(String)
  }

  /// Why a tag's folder is none: go's words; nil where it is one (`validateRepoSubDir`).
  static func fault(ofFolder folder: String) -> String? {
    switch folder.utf8.first {
    case UInt8(ascii: "/"): "leading slash"
    case UInt8(ascii: "-"): "leading hyphen"
    default: nil
    }
  }

  /// Why a tag's URL is none: go's words; nil where it is one (`validateRepoRoot`).
  static func fault(ofRoot root: String) -> String? {
    do throws(GoURL.Failure) {
      switch try GoURL(parsing: root).scheme {
      case "": return "no scheme"
      case "file": return "file scheme disallowed"
      default: return nil
      }
    } catch {
      return error.description
    }
  }
}
