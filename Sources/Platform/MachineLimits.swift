import CLinux
import Glibc

/// What this machine lets the process have.
package enum MachineLimits {
  /// Threads beside the main one with which every command gets on.
  private static let threads = 6

  /// What is lacking for a command to run at all, in words; nil where it can. `descriptors`: it opens so many itself.
  ///
  /// The runtime traps or waits for ever where it gets no descriptor or thread, so this is asked before it starts any.
  package static func lack(descriptors: Int) -> String? {
    let needed = openDescriptors + descriptors
    let limit = allowDescriptors(needed)
    if !canOpen(descriptors) {
      return "too few open files: \(limit) allowed, \(needed) needed (ulimit -n)"
    }
    if let lack = lackOfAddresses { return lack }
    if !canStart(threads) {
      return "no threads can be started: raise the limits on memory and processes"
        + " (ulimit -v, ulimit -u)"
    }
    return nil
  }

  /// What the program has mapped with some hundred mirrors, in bytes: where memory ends in the middle of its work, the
  /// runtime traps.
  private static let addressSpace: UInt = 256 << 20

  /// Raises the soft limit on memory as far as the hard one allows; what is lacking, nil for nothing.
  private static var lackOfAddresses: String? {
    let limit = raise(RLIMIT_AS, to: addressSpace)
    if limit >= addressSpace { return nil }
    return "too little memory: \(limit >> 20) MiB allowed, \(addressSpace >> 20) needed (ulimit -v)"
  }

  /// Raises the soft limit on open files to `wanted`, as far as the hard one allows.
  /// - Returns: the limit that is then in force.
  package static func allowDescriptors(_ wanted: Int) -> Int {
    Int(clamping: raise(RLIMIT_NOFILE, to: UInt(wanted)))
  }

  private static func raise(_ resource: __rlimit_resource, to wanted: UInt) -> UInt {
    var limit = rlimit()
    let resource = __rlimit_resource_t(resource.rawValue)
    guard getrlimit(resource, &limit) == 0 else { return wanted }
    if limit.rlim_cur < wanted {
      var raised = limit
      raised.rlim_cur = min(wanted, limit.rlim_max)
      if setrlimit(resource, &raised) == 0 { limit = raised }
    }
    return limit.rlim_cur
  }

  /// Memory of this process that is in RAM, in bytes; 0 where /proc does not tell.
  package static var residentBytes: Int {
    let text = FileContent.read("/proc/self/statm", limit: 200) ?? []
    let words = String(decoding: text, as: UTF8.self).split(separator: " ")
    let pages = words.count > 1 ? Int(words[1]) ?? 0 : 0
    return pages * sysconf(Int32(_SC_PAGESIZE))
  }

  /// Has all threads share one heap: each would keep one of its own as large as it ever was. To be called while there is
  /// one thread.
  package static func shareHeap() { clinux_share_heap() }

  /// How many descriptors are open, inherited ones too.
  package static var openDescriptors: Int {
    guard let folder = opendir("/proc/self/fd") else { return 0 }
    defer { closedir(folder) }
    var count = 0
    while readdir(folder) != nil { count += 1 }
    // Without `.`, `..` and the folder itself.
    return max(0, count - 3)
  }

  private static func canOpen(_ count: Int) -> Bool {
    var opened: [Int32] = []
    defer { for descriptor in opened { close(descriptor) } }
    while opened.count < count {
      let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
      if descriptor < 0 { return false }
      opened.append(descriptor)
    }
    return true
  }

  /// All at once, as the program has them.
  private static func canStart(_ count: Int) -> Bool {
    let lock = ConditionLock()
    nonisolated(unsafe) var mayEnd = false
    var started: [pthread_t] = []
    for _ in 0..<count {
      let thread = try? Threads.start { lock.withLock { while !mayEnd { lock.wait(until: nil) } } }
      guard let thread else { break }
      started.append(thread)
    }
    lock.withLock {
      mayEnd = true
      lock.signal()
    }
    for thread in started { pthread_join(thread, nil) }
    return started.count == count
  }
}
