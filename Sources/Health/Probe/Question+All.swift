import GoRules

extension Question {
  /// All that a mirror is asked about `canaries`: every kind of each, but `sumdb` only about those whose sums are to be
  /// checked. Not `latest`: go asks it only about modules without a tagged version, mirrors may lack it, and a canary
  /// is a version. Of a toolchain go downloads the zip alone.
  package static func all(
    about canaries: [ModuleVersion], checking isChecked: (ModuleVersion) -> Bool = { _ in true }
  ) -> [Question] {
    canaries.flatMap { canary in
      let kinds: [RequestKind] = canary.isToolchain ? [.zip] : [.list, .info, .mod, .zip]
      return (kinds + (isChecked(canary) ? [.sumdb] : [])).map { Question($0, canary) }
    }
  }

  /// What version control is asked about a module, which one errand answers: whatever go wants of it, it meets the same
  /// page and host.
  static func direct(about canary: ModuleVersion) -> [Question] {
    all(about: [canary]) { _ in false }
  }
}
