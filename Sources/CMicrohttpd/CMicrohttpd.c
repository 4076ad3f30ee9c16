#include "CMicrohttpd.h"
#include <dlfcn.h>
#include <string.h>
#include <strings.h>

static __typeof__(&MHD_start_daemon) start;
static __typeof__(&MHD_stop_daemon) stop;
static __typeof__(&MHD_quiesce_daemon) quiesce;
static __typeof__(&MHD_lookup_connection_value) lookup;
static __typeof__(&MHD_get_connection_values) each_value;
static __typeof__(&MHD_suspend_connection) suspend;
static __typeof__(&MHD_resume_connection) resume;
static __typeof__(&MHD_create_response_from_buffer) create;
static __typeof__(&MHD_create_response_from_callback) create_stream;
static __typeof__(&MHD_set_connection_option) set_option;
static __typeof__(&MHD_set_response_options) set_response_options;
static __typeof__(&MHD_add_response_header) add_header;
static __typeof__(&MHD_queue_response) queue;
static __typeof__(&MHD_destroy_response) destroy;

const char *cmicrohttpd_load(void) {
  void *library = dlopen("libmicrohttpd.so.12", RTLD_NOW | RTLD_LOCAL);
  if (!library) return dlerror();
  struct { const char *name; void **place; } const functions[] = {
      {"MHD_start_daemon", (void **)&start},
      {"MHD_stop_daemon", (void **)&stop},
      {"MHD_quiesce_daemon", (void **)&quiesce},
      {"MHD_lookup_connection_value", (void **)&lookup},
      {"MHD_get_connection_values", (void **)&each_value},
      {"MHD_suspend_connection", (void **)&suspend},
      {"MHD_resume_connection", (void **)&resume},
      {"MHD_create_response_from_buffer", (void **)&create},
      {"MHD_create_response_from_callback", (void **)&create_stream},
      {"MHD_set_connection_option", (void **)&set_option},
      {"MHD_set_response_options", (void **)&set_response_options},
      {"MHD_add_response_header", (void **)&add_header},
      {"MHD_queue_response", (void **)&queue},
      {"MHD_destroy_response", (void **)&destroy},
  };
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    *functions[i].place = dlsym(library, functions[i].name);
    if (!*functions[i].place) return dlerror();
  }
  return NULL;
}

// Paths are read by who serves them: decoded here, what is behind a `%00` would be gone.
static size_t as_it_is(void *context, struct MHD_Connection *connection, char *text) {
  return strlen(text);
}

struct MHD_Daemon *cmicrohttpd_start(
    int fd, unsigned connections, unsigned of_one_address, MHD_AcceptPolicyCallback accepts,
    MHD_AccessHandlerCallback answer, MHD_RequestCompletedCallback ended, void *context) {
  return start(
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, accepts, context, answer, context,
      MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_CONNECTION_LIMIT, connections,
      MHD_OPTION_PER_IP_CONNECTION_LIMIT, of_one_address, MHD_OPTION_CONNECTION_TIMEOUT, 3u,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)32768, MHD_OPTION_STRICT_FOR_CLIENT, 1,
      MHD_OPTION_UNESCAPE_CALLBACK, as_it_is, NULL, MHD_OPTION_NOTIFY_COMPLETED, ended, context,
      MHD_OPTION_END);
}

void cmicrohttpd_stop(struct MHD_Daemon *daemon) { stop(daemon); }

int cmicrohttpd_quiesce(struct MHD_Daemon *daemon) { return quiesce(daemon); }

void cmicrohttpd_suspend(struct MHD_Connection *connection) { suspend(connection); }

void cmicrohttpd_resume(struct MHD_Connection *connection) { resume(connection); }

const char *cmicrohttpd_header(struct MHD_Connection *connection, const char *name) {
  return lookup(connection, MHD_HEADER_KIND, name);
}

struct seen {
  int lengths, hosts, spaces;
};

static enum MHD_Result look(
    void *context, enum MHD_ValueKind kind, const char *name, const char *value) {
  struct seen *seen = context;
  seen->lengths += !strcasecmp(name, "Content-Length");
  seen->hosts += !strcasecmp(name, "Host");
  seen->spaces += !!strpbrk(name, " \t");
  return MHD_YES;
}

int cmicrohttpd_is_ambiguous(struct MHD_Connection *connection) {
  struct seen seen = {0};
  each_value(connection, MHD_HEADER_KIND, look, &seen);
  return seen.lengths > 1 || seen.hosts > 1 || seen.spaces > 0;
}

static void add_common(struct MHD_Response *response, const char *type, int closes) {
  add_header(response, "Content-Type", type);
  add_header(response, "X-Content-Type-Options", "nosniff");
  add_header(response, "Cache-Control", "no-store");
  if (closes) add_header(response, "Connection", "close");
}

enum MHD_Result cmicrohttpd_stream(
    struct MHD_Connection *connection, const char *type, const char *encoding, uint64_t length,
    int closes, int is_head, MHD_ContentReaderCallback read, MHD_ContentReaderFreeCallback release,
    void *context) {
  struct MHD_Response *response = create_stream(length, 65536, read, context, release);
  if (!response) {
    release(context);
    return MHD_NO;
  }
  add_common(response, type, closes);
  if (encoding) add_header(response, "Content-Encoding", encoding);
  // The library ends a chunked body even after the answer to a HEAD, where the client takes that for the next answer.
  if (is_head && length == MHD_SIZE_UNKNOWN)
    set_response_options(response, MHD_RF_HTTP_VERSION_1_0_ONLY, MHD_RO_END);
  enum MHD_Result result = queue(connection, 200, response);
  destroy(response);
  return result;
}

void cmicrohttpd_patience(struct MHD_Connection *connection, unsigned int seconds) {
  set_option(connection, MHD_CONNECTION_OPTION_TIMEOUT, seconds);
}

enum MHD_Result cmicrohttpd_answer(
    struct MHD_Connection *connection, unsigned int status, const char *type, const char *location,
    int closes, const void *body, size_t length) {
  struct MHD_Response *response = create(length, (void *)body, MHD_RESPMEM_MUST_COPY);
  if (!response) return MHD_NO;
  add_common(response, type, closes);
  if (location) add_header(response, "Location", location);
  if (status == 405) add_header(response, "Allow", "GET, HEAD");
  enum MHD_Result result = queue(connection, status, response);
  destroy(response);
  return result;
}
