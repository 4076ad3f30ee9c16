#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

int clinux_signals_open(const int *signals, size_t count) {
  sigset_t set;
  sigemptyset(&set);
  for (size_t i = 0; i < count; i++) sigaddset(&set, signals[i]);
  int error = pthread_sigmask(SIG_BLOCK, &set, NULL);
  if (error != 0) {
    errno = error;
    return -1;
  }
  return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

int clinux_signals_next(int fd, int *sender) {
  struct signalfd_siginfo info;
  if (read(fd, &info, sizeof info) != (ssize_t)sizeof info) return 0;
  *sender = info.ssi_code == SI_KERNEL ? 0 : (int)info.ssi_pid;
  return (int)info.ssi_signo;
}

void clinux_stop_until_continued(int whole_group) {
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  // To the process, not the thread: two that wait are one, and it stops once, within the unblocking.
  kill(whole_group ? 0 : getpid(), SIGTSTP);
  pthread_sigmask(SIG_UNBLOCK, &stop, NULL);
  pthread_sigmask(SIG_BLOCK, &stop, NULL);
}

// The guard works within a handler of a dying process: everything it needs is made ready before.
static struct {
  volatile sig_atomic_t armed;
  int fd;
  size_t count;
  char bytes[512];
  struct termios modes;
} guard;

static char guard_stack[16384];
static const int guard_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT};

static void guard_run(int number) {
  if (guard.armed) {
    guard.armed = 0;
    for (size_t done = 0; done < guard.count;) {
      ssize_t written = write(guard.fd, guard.bytes + done, guard.count - done);
      if (written <= 0) break;
      done += (size_t)written;
    }
    tcsetattr(guard.fd, TCSANOW, &guard.modes);
  }
  // SA_RESETHAND has brought the default action back: die of the same signal.
  raise(number);
}

void clinux_crash_guard_arm(
    int fd, const void *bytes, size_t count, const struct termios *modes) {
  guard.armed = 0;
  guard.fd = fd;
  guard.count = count < sizeof guard.bytes ? count : sizeof guard.bytes;
  memcpy(guard.bytes, bytes, guard.count);
  guard.modes = *modes;

  // A stack of its own, since a stack overflow is a crash too; it serves the calling (main) thread.
  stack_t stack = {.ss_sp = guard_stack, .ss_size = sizeof guard_stack};
  sigaltstack(&stack, NULL);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = guard_run;
  action.sa_flags = SA_ONSTACK | SA_RESETHAND | SA_NODEFER;
  for (size_t i = 0; i < sizeof guard_signals / sizeof *guard_signals; i++) {
    sigaction(guard_signals[i], &action, NULL);
  }
  guard.armed = 1;
}

void clinux_crash_guard_disarm(void) { guard.armed = 0; }

int clinux_accept(int listener, int flags) { return accept4(listener, NULL, NULL, flags); }
