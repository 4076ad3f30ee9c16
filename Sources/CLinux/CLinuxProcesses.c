#define _GNU_SOURCE
#include "CLinuxProcesses.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

int clinux_spawn(
    const char *path, char *const argv[], char *const envp[], const clinux_child *child,
    pid_t *process) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none, broken;
  short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
  sigemptyset(&none);
  sigemptyset(&broken);
  sigaddset(&broken, SIGPIPE);
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  if (child->is_alone) flags |= POSIX_SPAWN_SETSID;
  if (child->terminal) {
    // The first terminal that the leader of a session opens becomes that session's own.
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, child->terminal, O_RDWR, 0);
  }
  if (child->input < 0) {
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  } else {
    posix_spawn_file_actions_adddup2(&actions, child->input, STDIN_FILENO);
  }
  posix_spawn_file_actions_adddup2(&actions, child->output, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, child->errors, STDERR_FILENO);
  if (child->folder) posix_spawn_file_actions_addchdir_np(&actions, child->folder);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &broken);
  posix_spawnattr_setflags(&attributes, flags);
  int error = posix_spawn(process, path, &actions, &attributes, argv, envp);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

int clinux_pipe(int *readable, int *writable) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  *readable = ends[0];
  *writable = ends[1];
  return 0;
}

int clinux_process_open(pid_t process) { return (int)syscall(SYS_pidfd_open, process, 0); }

void clinux_adopt_orphans(void) { prctl(PR_SET_CHILD_SUBREAPER, 1); }

int clinux_file_of(const void *bytes, size_t count) {
  int file = memfd_create("input", MFD_CLOEXEC);
  if (file < 0) return -1;
  for (size_t done = 0; done < count;) {
    ssize_t written = write(file, (const char *)bytes + done, count - done);
    if (written < 0 && errno != EINTR) {
      close(file);
      return -1;
    }
    if (written > 0) done += (size_t)written;
  }
  lseek(file, 0, SEEK_SET);
  return file;
}

int clinux_terminal_open(int *near, int *far, char *name, size_t length) {
  *near = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (*near < 0) return -1;
  if (grantpt(*near) == 0 && unlockpt(*near) == 0 && ptsname_r(*near, name, length) == 0) {
    *far = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (*far >= 0) return 0;
  }
  close(*near);
  return -1;
}

static int open_folder(const char *path, const struct stat *status, int kind, struct FTW *place) {
  if (kind == FTW_D || kind == FTW_DNR) chmod(path, 0700);
  return 0;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place) {
  return remove(path);
}

int clinux_remove_folder(const char *path) {
  // A folder that may not be read is opened before what is in it is looked at, and emptied from below.
  nftw(path, open_folder, 16, FTW_PHYS);
  return nftw(path, remove_entry, 16, FTW_PHYS | FTW_DEPTH);
}
