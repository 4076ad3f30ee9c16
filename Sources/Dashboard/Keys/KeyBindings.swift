package struct KeyBinding: Sendable, Hashable {
  package var action: KeyAction
  /// The first is the one that footer and messages name.
  package var keys: [Key]
}

/// All bindings in force: the one table of which the help, the footer and the README are made.
package struct KeyBindings: Sendable, Hashable {
  /// In the order of the help.
  package private(set) var table: [KeyBinding]
  private var actions: [Key: KeyAction]

  /// The bindings where the configuration says nothing.
  package static let standard = KeyBindings(
    table: KeyAction.allCases.map { KeyBinding(action: $0, keys: $0.row.keys) })

  private init(table: [KeyBinding]) {
    self.table = table
    actions = [:]
    for binding in table {
      for key in binding.keys { actions[key] = binding.action }
    }
  }

  /// The action that `key` is bound to; nil for none.
  package func action(for key: Key) -> KeyAction? { actions[key] }

  /// The keys of `action`, the shown one first; empty where it has none.
  package func keys(for action: KeyAction) -> [Key] {
    table.first { $0.action == action }?.keys ?? []
  }

  /// The bindings with `action` on `keys` alone. A key that did something else loses that.
  package func rebinding(_ action: KeyAction, to keys: [Key]) -> KeyBindings {
    var table = table
    for index in table.indices {
      if table[index].action == action {
        table[index].keys = keys
      } else {
        table[index].keys.removeAll { keys.contains($0) }
      }
    }
    return KeyBindings(table: table)
  }
}
