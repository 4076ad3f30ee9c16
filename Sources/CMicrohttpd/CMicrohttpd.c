#include "CMicrohttpd.h"
#include <dlfcn.h>

static __typeof__(&MHD_start_daemon) start;
static __typeof__(&MHD_stop_daemon) stop;
static __typeof__(&MHD_lookup_connection_value) lookup;
static __typeof__(&MHD_create_response_from_buffer) create;
static __typeof__(&MHD_add_response_header) add_header;
static __typeof__(&MHD_queue_response) queue;
static __typeof__(&MHD_destroy_response) destroy;

const char *cmicrohttpd_load(void) {
  void *library = dlopen("libmicrohttpd.so.12", RTLD_NOW | RTLD_LOCAL);
  if (!library) return dlerror();
  struct { const char *name; void **place; } const functions[] = {
      {"MHD_start_daemon", (void **)&start},
      {"MHD_stop_daemon", (void **)&stop},
      {"MHD_lookup_connection_value", (void **)&lookup},
      {"MHD_create_response_from_buffer", (void **)&create},
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

struct MHD_Daemon *cmicrohttpd_start(int fd, MHD_AccessHandlerCallback answer, void *context) {
  return start(
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC, 0, NULL, NULL, answer, context,
      MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_CONNECTION_LIMIT, 64u,
      MHD_OPTION_PER_IP_CONNECTION_LIMIT, 16u, MHD_OPTION_CONNECTION_TIMEOUT, 3u, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)32768,
      MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
}

void cmicrohttpd_stop(struct MHD_Daemon *daemon) { stop(daemon); }

const char *cmicrohttpd_header(struct MHD_Connection *connection, const char *name) {
  return lookup(connection, MHD_HEADER_KIND, name);
}

enum MHD_Result cmicrohttpd_answer(
    struct MHD_Connection *connection, unsigned int status, const char *type, const void *body,
    size_t length) {
  struct MHD_Response *response = create(length, (void *)body, MHD_RESPMEM_MUST_COPY);
  if (!response) return MHD_NO;
  add_header(response, "Content-Type", type);
  add_header(response, "X-Content-Type-Options", "nosniff");
  add_header(response, "Cache-Control", "no-store");
  if (status == 405) add_header(response, "Allow", "GET, HEAD");
  enum MHD_Result result = queue(connection, status, response);
  destroy(response);
  return result;
}
