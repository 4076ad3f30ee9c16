#pragma once
// Starting other programs and waiting for them.
#include <stddef.h>
#include <sys/types.h>

/// What a program gets from its parent; no signal is blocked in it, and SIGPIPE is as usual.
typedef struct {
  /// The folder it runs in; NULL: its parent's.
  const char *folder;
  /// -1: an empty one.
  int input;
  int output;
  int errors;
  /// It leads a session of its own.
  int is_alone;
  /// The terminal of that session; NULL: it has none.
  const char *terminal;
} clinux_child;

/// Starts the program at `path`. 0, or the error number.
int clinux_spawn(
    const char *path, char *const argv[], char *const envp[], const clinux_child *child,
    pid_t *process);

/// A pipe whose ends a child does not inherit. 0, or -1 with errno.
int clinux_pipe(int *readable, int *writable);

/// A descriptor that becomes readable when the child `process` has ended; -1 with errno.
int clinux_process_open(pid_t process);

/// From now on what stands below this process stays below it when its own parent ends.
void clinux_adopt_orphans(void);

/// A file in memory that holds these bytes, at its beginning; -1 with errno.
int clinux_file_of(const void *bytes, size_t count);

/// Opens both ends of a new terminal and writes the name of the far one to `name`. 0, or -1 with errno.
int clinux_terminal_open(int *near, int *far, char *name, size_t length);

/// Removes a folder with all that is in it, also where its folders are read-only; follows no link. 0, or -1 with errno.
int clinux_remove_folder(const char *path);

