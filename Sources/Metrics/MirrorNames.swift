import Health

/// What mirrors are called in labels: as on the screen, and each by a name of its own.
struct MirrorNames {
  private var names: [Mirror.ID: String] = [:]

  init(_ mirrors: [Mirror]) {
    var taken: Set<String> = []
    for mirror in mirrors where names[mirror.id] == nil {
      var name = mirror.name
      var number = 2
      while !taken.insert(name).inserted {
        name = "\(mirror.name)#\(number)"
        number += 1
      }
      names[mirror.id] = name
    }
  }

  func has(_ mirror: Mirror.ID) -> Bool { names[mirror] != nil }

  subscript(mirror: Mirror.ID) -> String { names[mirror] ?? "" }
}
