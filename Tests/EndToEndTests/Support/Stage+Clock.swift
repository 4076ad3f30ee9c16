import Foundation
import Testing
import Text

extension ScreenTests.Stage {
  /// The system's clock is everybody's: this program alone is shown another one, ahead by the seconds in a file.
  private static let shownClock = """
    #define _GNU_SOURCE
    #include <stdio.h>
    #include <stdlib.h>
    #include <sys/syscall.h>
    #include <time.h>
    #include <unistd.h>

    int clock_gettime(clockid_t clock, struct timespec *time) {
      int result = syscall(SYS_clock_gettime, clock, time);
      if (clock != CLOCK_REALTIME || result != 0) return result;
      FILE *file = fopen(getenv("SECONDS_AHEAD"), "r");
      long ahead = 0;
      if (file) {
        if (fscanf(file, "%ld", &ahead) == 1) time->tv_sec += ahead;
        fclose(file);
      }
      return result;
    }
    """

  /// The command through which a program is to be run so that its clock can be set by writing the seconds into the
  /// file `ahead`.
  func shownClock() throws -> String {
    let library = try preloaded(Self.shownClock, name: "clock")
    let ahead = try bench.write("0", to: "ahead")
    return "env LD_PRELOAD=\(library) SECONDS_AHEAD=\(ahead)"
  }
}
