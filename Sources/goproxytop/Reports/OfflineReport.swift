import GoRules
import Health
import Watching

/// `offline --json`.
struct OfflineReport: Encodable {
  struct MirrorAnswer: Encodable {
    var name: String
    var url: String
    /// `ok`, `not_found`, `failure`, `hang`; nil where it was not asked, or not needed.
    @Nullable var mod: String?
    @Nullable var zip: String?
  }

  struct MissingModule: Encodable {
    var module: String
    var version: String
    var kinds: [String]
    /// What go would meet.
    var verdict: String
    @Nullable var error: String?
    var mirrors: [MirrorAnswer]
  }

  struct AlteredFile: Encodable {
    var module: String
    var version: String
    var kind: String
  }

  /// Of go.mod, and not in go.sum.
  struct UnlistedModule: Encodable {
    var module: String
    var version: String
  }

  var schema = 1
  var time: String
  var verdict: String
  var folder: String
  var files: [String]
  var moduleCache: String
  var vendored: Bool
  /// Versions of modules in the files; none where they are not needed.
  var modules: Int
  var missing: [MissingModule]
  var altered: [AlteredFile]
  var unlisted: [UnlistedModule]

  init(_ findings: OfflineFindings, at now: Duration) {
    let inventory = findings.inventory
    time = WallTime.rfc3339(now)
    verdict = findings.verdict.rawValue
    folder = inventory.root
    files = inventory.files
    moduleCache = inventory.cache.folder
    vendored = inventory.isVendored
    modules = Set(inventory.needs.map(\.module)).count
    missing = findings.missing.map { missing in
      MissingModule(
        module: missing.module.module, version: missing.module.version,
        kinds: missing.kinds.map(\.rawValue),
        verdict: (missing.walk?.verdict ?? .unknown).rawValue, error: missing.walk?.error,
        mirrors: findings.settings.proxies.map { mirror in
          func word(_ kind: RequestKind) -> String? {
            findings.answers[mirror.id]?[Question(kind, missing.module)].map {
              $0.isServed ? "ok" : $0.outcome.word
            }
          }
          return MirrorAnswer(
            name: mirror.name, url: mirror.url.redacted, mod: word(.mod), zip: word(.zip))
        })
    }
    altered = inventory.altered.map {
      AlteredFile(module: $0.module.module, version: $0.module.version, kind: $0.kind.rawValue)
    }
    unlisted = inventory.unlisted.map { UnlistedModule(module: $0.module, version: $0.version) }
  }
}
