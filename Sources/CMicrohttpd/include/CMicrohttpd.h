#pragma once
#include <microhttpd.h>
#include <stddef.h>

// libmicrohttpd, loaded by who serves alone: it brings GnuTLS along, which every dashboard would have to load.

#pragma clang assume_nonnull begin

/// Loads the library, once; any of the others only after that.
/// Returns NULL, or why it cannot be loaded.
const char *_Nullable cmicrohttpd_load(void);

/// Serves the listening socket `fd` on one thread of its own, and closes it at the end. Each connection may take 32 KiB, be
/// silent for 3 s, and is one of 64, of 16 from one address. NULL where it does not start.
struct MHD_Daemon *_Nullable cmicrohttpd_start(
    int fd, MHD_AccessHandlerCallback answer, void *context);
void cmicrohttpd_stop(struct MHD_Daemon *daemon);

/// The header `name` of a request; NULL where it has none. Valid until the request is answered.
const char *_Nullable cmicrohttpd_header(struct MHD_Connection *connection, const char *name);

/// Answers with a copy of `body`.
enum MHD_Result cmicrohttpd_answer(
    struct MHD_Connection *connection, unsigned int status, const char *type, const void *_Nullable body,
    size_t length);

#pragma clang assume_nonnull end
