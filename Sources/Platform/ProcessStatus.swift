import Glibc
import GoRules

/// What /proc/PID/stat says of a process.
struct ProcessStatus {
  let parent: pid_t
  /// It has ended, and nobody has asked how.
  let isZombie: Bool
  /// Of the processor, used so far.
  let ticks: Int
  /// In clock ticks since boot.
  let start: Int

  /// nil where it has ended meanwhile, or cannot be seen.
  init?(_ process: pid_t) {
    guard let status = FileContent.read("/proc/\(process)/stat", limit: 4096),
      // The name of the program stands in parentheses, and may hold some.
      let end = status.lastIndex(of: UInt8(ascii: ")"))
    else { return nil }
    // See proc(5): the third field comes first here.
    let fields = String(decoding: status[(end + 1)...], as: UTF8.self).split(separator: " ")
    guard fields.count > 19, let parent = pid_t(fields[1]), let start = Int(fields[19]) else {
      return nil
    }
    self.parent = parent
    isZombie = fields[0] == "Z"
    ticks = (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0)
    self.start = start
  }

  /// The processes below `root`, children of children too; empty where /proc cannot be read.
  static func processes(below root: pid_t) -> [pid_t] {
    let names = Folder.names(in: "/proc") ?? []
    var children: [pid_t: [pid_t]] = [:]
    for process in names.lazy.compactMap({ pid_t($0) }) {
      guard let status = ProcessStatus(process), !status.isZombie else { continue }
      children[status.parent, default: []].append(process)
    }
    var found: [pid_t] = []
    var next = children[root] ?? []
    while let process = next.popLast() {
      found.append(process)
      // Numbers are used again: none twice.
      next += children.removeValue(forKey: process) ?? []
    }
    return found
  }
}
