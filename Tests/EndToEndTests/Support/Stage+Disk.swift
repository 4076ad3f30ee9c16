import Foundation
import Testing
import Text

extension ScreenTests.Stage {
  /// A disk that takes nothing for good while there is the file that `DISK_STALLED` names.
  private static let stallingDisk = """
    #define _GNU_SOURCE
    #include <stdlib.h>
    #include <sys/syscall.h>
    #include <unistd.h>

    static void stall(void) {
      while (access(getenv("DISK_STALLED"), F_OK) == 0) usleep(10000);
    }

    int fsync(int file) {
      stall();
      return syscall(SYS_fsync, file);
    }

    int fdatasync(int file) {
      stall();
      return syscall(SYS_fdatasync, file);
    }
    """

  /// The command through which a program is to be run so that its disk stalls while there is a file `stalled`.
  func stallingDisk() throws -> String {
    let library = try preloaded(Self.stallingDisk, name: "disk")
    return "env LD_PRELOAD=\(library) DISK_STALLED=\(bench.home.path)/stalled"
  }

  /// The library that these functions in C make.
  func preloaded(_ source: String, name: String) throws -> String {
    let path = bench.home.path + "/" + name
    try bench.write(source, to: name + ".c")
    let built = try CommandResult(
      "/usr/bin/cc", ["-shared", "-fPIC", "-o", path + ".so", path + ".c"],
      environment: ["PATH": "/usr/bin:/bin"])
    try #require(built.code == 0, "\(built.errors)")
    return path + ".so"
  }
}
