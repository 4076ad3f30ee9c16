#pragma once
#include <microhttpd.h>
#include <stddef.h>

// libmicrohttpd, loaded by who serves alone: it brings GnuTLS along, which every dashboard would have to load.

#pragma clang assume_nonnull begin

/// Loads the library, once; any of the others only after that.
/// Returns NULL, or why it cannot be loaded.
const char *_Nullable cmicrohttpd_load(void);

/// Serves the listening socket `fd` on one thread of its own, and closes it at the end. At most so many connections, and
/// of one address (0: as many), each with 32 KiB, silent for 3 s at most unless told otherwise. `accepts` chooses who may
/// connect, `answer` gets paths as they were sent, `ended` is called when a request is over. NULL where it does not start.
struct MHD_Daemon *_Nullable cmicrohttpd_start(
    int fd, unsigned connections, unsigned of_one_address, MHD_AcceptPolicyCallback accepts,
    MHD_AccessHandlerCallback answer, MHD_RequestCompletedCallback ended, void *context);
void cmicrohttpd_stop(struct MHD_Daemon *daemon);

/// Accepts no more connections. Returns the listening socket, which is the caller's from then on; -1 where it was before.
int cmicrohttpd_quiesce(struct MHD_Daemon *daemon);

/// Nothing of the connection is looked at until it is resumed: from within `answer`.
void cmicrohttpd_suspend(struct MHD_Connection *connection);
/// Any thread; `answer` is then called again.
void cmicrohttpd_resume(struct MHD_Connection *connection);

/// The header `name` of a request; NULL where it has none. Valid until the request is answered.
const char *_Nullable cmicrohttpd_header(struct MHD_Connection *connection, const char *name);

/// Two lengths or hosts, or a name with a space in it: another server would read the request in another way.
int cmicrohttpd_is_ambiguous(struct MHD_Connection *connection);

/// Answers with a copy of `body`; `location`: of a redirect; `closes`: it is the connection's last.
enum MHD_Result cmicrohttpd_answer(
    struct MHD_Connection *connection, unsigned int status, const char *type,
    const char *_Nullable location, int closes, const void *_Nullable body, size_t length);

/// Answers 200 with a body that `read` gives piece by piece: so many bytes, 0 where it has suspended the connection, or
/// one of MHD_CONTENT_READER_END_…; `length`: of all of it, or MHD_SIZE_UNKNOWN: then a HEAD is the connection's last
/// request. `release` is called when nothing is read any more, and where this fails.
enum MHD_Result cmicrohttpd_stream(
    struct MHD_Connection *connection, const char *type, const char *_Nullable encoding,
    uint64_t length, int closes, int is_head, MHD_ContentReaderCallback read,
    MHD_ContentReaderFreeCallback release, void *context);

/// The connection is ended where nothing comes and goes on it for so long; it was 3 s.
void cmicrohttpd_patience(struct MHD_Connection *connection, unsigned int seconds);

#pragma clang assume_nonnull end
