import GoRules

/// Who served what, in the end.
extension GoRun {
  /// A version of a module that go fetched, or tried to.
  package struct Module: Sendable, Hashable {
    package var module: ModuleVersion
    /// Who gave the most of it that go got: the zip, or else the go.mod or its version. nil: nobody.
    package var entry: Int?
    package var kind: RequestKind?
  }

  /// In the order in which they were first asked for.
  package var modules: [Module] {
    var modules: [Module] = []
    var places: [ModuleVersion: Int] = [:]
    func place(of module: ModuleVersion) -> Int {
      if let known = places[module] { return known }
      modules.append(Module(module: module))
      places[module] = modules.count - 1
      return modules.count - 1
    }
    for (request, outcome) in zip(requests, outcomes) {
      guard let name = request.file.module, let version = request.file.version,
        let kind = request.file.kind, kind != .sumdb
      else { continue }
      let place = place(of: ModuleVersion(module: name, version: version))
      // In the order of `RequestKind.allCases` the later one is the greater part.
      if outcome == .ok, kind.part >= (modules[place].kind?.part ?? 0) {
        modules[place].entry = request.file.entry
        modules[place].kind = kind
      }
    }
    for module in trace.errors.compactMap(\.downloaded) { _ = place(of: module) }
    takeDirect(&modules)
    let above = Set(modules.flatMap(\.module.above))
    let served = Set(modules.filter { $0.kind != nil }.map(\.module))
    // What was only tried is no module.
    return modules.filter { module in
      module.kind != nil
        || !above.contains(module.module) && !module.module.above.contains(where: served.contains)
    }
  }

  /// Version control says nothing of modules: it served what go got and no proxy gave.
  private func takeDirect(_ modules: inout [Module]) {
    guard status == 0, requests.contains(where: { $0.file.kind == nil }) || !commands.isEmpty,
      let direct = chain?.entries.lastIndex(where: \.isVersionControl)
    else { return }
    for index in modules.indices where modules[index].entry == nil {
      modules[index].entry = direct
    }
  }
}

extension RequestKind {
  fileprivate var part: Int {
    switch self {
    case .info: 1
    case .mod: 2
    case .zip: 3
    case .list, .latest, .sumdb: 0
    }
  }
}

extension ServerText {
  /// `downloading M V`, as all go commands say but `go mod download`.
  fileprivate var downloaded: ModuleVersion? {
    let words = text.split(separator: " ")
    guard words.count == 3, words[0] == "downloading" else { return nil }
    return ModuleVersion(module: String(words[1]), version: String(words[2]))
  }
}
