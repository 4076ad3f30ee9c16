import Dashboard
import Testing

@Suite("Key bindings")
struct KeyBindingTests {
  @Test("No key does two things, and every action has a key")
  func conflicts() {
    var seen: [Key: KeyAction] = [:]
    for binding in KeyBindings.standard.table {
      for key in binding.keys {
        #expect(seen.updateValue(binding.action, forKey: key) == nil, "\(key)")
      }
    }
    for action in KeyAction.allCases {
      #expect(!KeyBindings.standard.keys(for: action).isEmpty, "\(action)")
    }
  }

  @Test("Every bound key has a name, and its name is read back")
  func names() {
    for binding in KeyBindings.standard.table {
      for key in binding.keys {
        #expect(key.name.flatMap(Key.init(name:)) == key)
      }
    }
    #expect(Key(name: "ctrl-x") == .control("x"))
    #expect(Key(name: "F12") == .function(12))
    #expect(Key(name: "f25") == nil)
    #expect(Key(name: "no such key") == nil)
  }
}
