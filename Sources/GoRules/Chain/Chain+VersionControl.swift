extension Chain {
  /// Those of `canaries` that go could look for in version control: all where the list ends in `direct`, else those that
  /// GONOPROXY takes from the proxies.
  package func directCanaries(_ canaries: [ModuleVersion]) -> [ModuleVersion] {
    canaries.filter { canary in entries.contains { $0.isVersionControl(of: canary, noproxy) } }
  }

  /// The first entry at which go looks for `canary` in version control; nil where none does.
  package func directEntry(of canary: ModuleVersion) -> Int? {
    entries.firstIndex { $0.isVersionControl(of: canary, noproxy) }
  }
}

extension Chain.Entry {
  fileprivate func isVersionControl(of canary: ModuleVersion, _ noproxy: ModulePatterns) -> Bool {
    switch target {
    case .direct: true
    case .noproxy: noproxy.matches(canary.module)
    case .proxy, .off: false
    }
  }
}
