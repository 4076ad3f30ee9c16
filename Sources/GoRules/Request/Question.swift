/// What go can ask of a proxy: one kind of request for one module.
package struct Question: Sendable, Hashable {
  package var kind: RequestKind
  package var canary: ModuleVersion

  package init(_ kind: RequestKind, _ canary: ModuleVersion) {
    self.kind = kind
    self.canary = canary
  }
}
