import CLinux
import Glibc

/// Where the history file lies, and what is to be said about that.
package struct HistoryPlace: Sendable, Hashable {
  package var path: String
  /// For the screen; nil where all is as usual.
  package var notice: HistoryStatus.Notice?

  /// The place in the state folder (`$XDG_STATE_HOME/goproxytop`), which need not exist yet.
  package init(folder: String) {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    let host = name.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { String(cString: $0) } ?? ""
    }
    self.init(folder: folder, fileSystem: Self.fileSystem(of: folder), host: host)
  }

  /// SQLite's write-ahead log lives in memory shared by the processes of one machine: where the folder can be
  /// reached from several, each has its own file.
  package init(folder: String, fileSystem: UInt32?, host: String) {
    guard let fileSystem, let kind = Self.networkFileSystems[fileSystem] else {
      path = folder + "/history.sqlite"
      return
    }
    let safe = host.unicodeScalars.map { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        || scalar == "-" || scalar == "." ? Character(scalar) : "_"
    }
    let file = "history-\(String(safe)).sqlite"
    path = folder + "/" + file
    notice = .onNetwork(folder: folder, kind: kind, file: file)
  }

  /// `f_type` of statfs(2), by name. FUSE may be local, but cannot be told from sshfs.
  private static let networkFileSystems: [UInt32: String] = [
    0x6969: "NFS", 0x517B: "SMB", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB2",
    0x6573_5546: "FUSE", 0x5346_414F: "AFS", 0x00C3_6400: "Ceph", 0x0102_1997: "9P",
    0x7375_7245: "Coda", 0x0BD0_0BD0: "Lustre", 0x4750_4653: "GPFS", 0x7461_636F: "OCFS2",
    0x0116_1970: "GFS2", 0x786F_4256: "VirtualBox", 0x1980_3100: "BeeGFS",
  ]

  /// That of the folder, or of the nearest one above it that exists; nil where none can be asked.
  private static func fileSystem(of folder: String) -> UInt32? {
    var parts = folder.split(separator: "/")
    while true {
      var facts = statfs()
      if statfs("/" + parts.joined(separator: "/"), &facts) == 0 {
        return UInt32(truncatingIfNeeded: facts.f_type)
      }
      if parts.isEmpty { return nil }
      parts.removeLast()
    }
  }
}
