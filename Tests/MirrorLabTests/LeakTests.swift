import Foundation
import MirrorLab
import Testing

#if compiler(>=6.2)
  /// Counted in a process of their own: others open and close descriptors all the time.
  @Suite struct LeakTests {
    @Test func aLabLeavesNoDescriptorAndNoThread() async {
      await #expect(processExitsWith: .success) {
        // What is opened once for the whole process is not the lab's.
        try Self.useALab()
        let before = try Self.descriptors()
        for _ in 0..<20 { try Self.useALab() }
        let after = try Self.descriptors()
        let threads = try Self.labThreads()
        // Dispatch opens three when it first needs them; a leak of a lab's would be twenty.
        if after > before + 3 || threads > 0 {
          print("descriptors before: \(before), after: \(after); threads: \(threads)")
          exit(EXIT_FAILURE)
        }
      }
    }

    /// Requests, a fault in between, and an end with open connections.
    private static func useALab() throws {
      let lab = try MirrorLab()
      let mirrors = [try lab.addMirror(tls: false), try lab.addMirror(), try lab.addMirror()]
      let clients = try mirrors.map { try PlainClient(port: $0.port) }
      _ = clients[0].get("/")
      mirrors[1].fault = .refused
      mirrors[1].fault = .none
      mirrors[2].close()
      lab.close()
    }

    private static func descriptors() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }

    private static func labThreads() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").filter { thread in
        let name = try? String(contentsOfFile: "/proc/self/task/\(thread)/comm", encoding: .utf8)
        return name == "mirror-lab\n"
      }.count
    }
  }
#endif
