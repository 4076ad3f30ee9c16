#pragma once
// What Swift's Glibc module lacks, and the crash guard.
#include <getopt.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <sys/statfs.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/types.h>
#include <termios.h>
#include <time.h>

#include "CLinuxProcesses.h"
#include "CLinuxSockets.h"

// getopt's state: Swift refuses mutable globals.
static inline int clinux_optind(void) { return optind; }
static inline int clinux_optopt(void) { return optopt; }
static inline const char *clinux_optarg(void) { return optarg; }

/// Starts getopt afresh and keeps it from printing.
static inline void clinux_getopt_reset(void) {
  optind = 0;
  opterr = 0;
}

/// accept4(2), which glibc declares for GNU sources only: -1 with errno where there is none.
int clinux_accept(int listener, int flags);

/// All threads allocate from one heap.
static inline void clinux_share_heap(void) { mallopt(M_ARENA_MAX, 1); }

// Times as one number: which module struct timespec belongs to depends on what else is imported.

/// Has a timerfd expire once at this time of its clock; 0 for never.
static inline void clinux_timer_set(int timer, int64_t seconds, int64_t nanoseconds) {
  struct itimerspec times = {.it_value = {.tv_sec = seconds, .tv_nsec = nanoseconds}};
  timerfd_settime(timer, TFD_TIMER_ABSTIME, &times, NULL);
}

/// `clock` in nanoseconds since its origin.
static inline int64_t clinux_clock(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

/// When the file was last written, in nanoseconds since 1970.
static inline int64_t clinux_modified(const struct stat *file) {
  return (int64_t)file->st_mtim.tv_sec * 1000000000 + file->st_mtim.tv_nsec;
}

/// The size of the terminal on `fd`; 0 where it has none.
static inline int clinux_window_size(int fd, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return 0;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return 1;
}

/// A descriptor that becomes readable on each of `count` signals, which no thread takes any other way:
/// call before the first thread exists. -1 with errno on failure.
int clinux_signals_open(const int *signals, size_t count);

/// The next signal of `fd`: its number, or 0 where none waits. `sender` is the sending process, 0 for the kernel.
int clinux_signals_next(int fd, int *sender);

/// Stops this process, and with `whole_group` all of its group as Ctrl-Z does; returns when it is continued.
/// SIGTSTP is to be blocked in every thread.
void clinux_stop_until_continued(int whole_group);

/// From now on a crash (SEGV, BUS, ILL, TRAP, FPE, ABRT) first writes `bytes` to `fd` and gives the terminal
/// on it the modes `modes`, and then ends the process as it would have. A later call replaces the earlier.
void clinux_crash_guard_arm(int fd, const void *bytes, size_t count, const struct termios *modes);

/// A crash leaves the terminal alone again.
void clinux_crash_guard_disarm(void);
