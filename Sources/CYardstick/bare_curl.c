// The least a program can do to GET with libcurl's multi interface: no diagnosis, no callback that computes.
#define CURL_DISABLE_TYPECHECK
#include "CYardstick.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <time.h>

static int64_t now_ns(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static size_t drop(char *bytes, size_t size, size_t count, void *context) {
  (void)bytes, (void)context;
  return size * count;
}

// libcurl, with the twenty libraries that it brings along, is loaded when a loop runs: the memory of other processes of
// the benchmark is measured.
static struct {
  __typeof__(curl_easy_cleanup) *easy_cleanup;
  __typeof__(curl_easy_getinfo) *easy_getinfo;
  __typeof__(curl_easy_init) *easy_init;
  __typeof__(curl_easy_setopt) *easy_setopt;
  __typeof__(curl_multi_add_handle) *multi_add_handle;
  __typeof__(curl_multi_cleanup) *multi_cleanup;
  __typeof__(curl_multi_info_read) *multi_info_read;
  __typeof__(curl_multi_init) *multi_init;
  __typeof__(curl_multi_perform) *multi_perform;
  __typeof__(curl_multi_poll) *multi_poll;
  __typeof__(curl_multi_remove_handle) *multi_remove_handle;
} curl;

static int load(void) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW);
  if (!library) return ELIBACC;
#define FIND(name) \
  if (!(curl.name = (__typeof__(curl.name))dlsym(library, "curl_" #name))) return ELIBBAD
  FIND(easy_cleanup);
  FIND(easy_getinfo);
  FIND(easy_init);
  FIND(easy_setopt);
  FIND(multi_add_handle);
  FIND(multi_cleanup);
  FIND(multi_info_read);
  FIND(multi_init);
  FIND(multi_perform);
  FIND(multi_poll);
  FIND(multi_remove_handle);
#undef FIND
  return 0;
}

static void set_up(CURL *handle, const struct yardstick_plan *plan) {
  curl.easy_setopt(handle, CURLOPT_WRITEFUNCTION, drop);
  curl.easy_setopt(handle, CURLOPT_CAINFO, plan->ca_file);
  // With a CAPATH, Debian's default, libcurl would load the authorities again for each connection.
  curl.easy_setopt(handle, CURLOPT_CAPATH, NULL);
  curl.easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl.easy_setopt(handle, CURLOPT_TIMEOUT, 10L);
  curl.easy_setopt(handle, CURLOPT_PIPEWAIT, 0L);
  if (!plan->reuse) {
    curl.easy_setopt(handle, CURLOPT_FRESH_CONNECT, 1L);
    curl.easy_setopt(handle, CURLOPT_FORBID_REUSE, 1L);
    curl.easy_setopt(handle, CURLOPT_SSL_SESSIONID_CACHE, 0L);
  }
}

static void take_down(CURL *handle, CURLcode code, struct yardstick_transfer *transfer) {
  long port = 0;
  curl_off_t name = 0, connect = 0, tls = 0, sent = 0, first_byte = 0, total = 0;
  curl.easy_getinfo(handle, CURLINFO_LOCAL_PORT, &port);
  curl.easy_getinfo(handle, CURLINFO_NAMELOOKUP_TIME_T, &name);
  curl.easy_getinfo(handle, CURLINFO_CONNECT_TIME_T, &connect);
  curl.easy_getinfo(handle, CURLINFO_APPCONNECT_TIME_T, &tls);
  curl.easy_getinfo(handle, CURLINFO_PRETRANSFER_TIME_T, &sent);
  curl.easy_getinfo(handle, CURLINFO_STARTTRANSFER_TIME_T, &first_byte);
  curl.easy_getinfo(handle, CURLINFO_TOTAL_TIME_T, &total);
  transfer->name_us = name;
  transfer->connect_us = connect;
  transfer->tls_us = tls;
  transfer->sent_us = sent;
  transfer->first_byte_us = first_byte;
  transfer->total_us = total;
  transfer->local_port = (int32_t)port;
  transfer->code = code;
}

int yardstick_curl(const struct yardstick_plan *plan, struct yardstick_transfer *transfers) {
  CURL *idle[512];
  size_t idle_count = 0, started = 0, finished = 0;
  if (plan->in_flight < 1 || plan->in_flight > 512 || plan->url_count < 1) return EINVAL;
  int result = load();
  if (result != 0) return result;
  CURLM *multi = curl.multi_init();
  if (!multi) return ENOMEM;
  for (; idle_count < plan->in_flight; idle_count++) {
    if (!(idle[idle_count] = curl.easy_init())) break;
    set_up(idle[idle_count], plan);
  }
  if (idle_count < plan->in_flight) result = ENOMEM;
  int64_t begun = now_ns(CLOCK_MONOTONIC);

  while (result == 0 && finished < plan->count) {
    int64_t wait_ns = 1000000000;
    while (started < plan->count && idle_count > 0) {
      int64_t due = begun + (int64_t)started * plan->spacing_us * 1000;
      wait_ns = due - now_ns(CLOCK_MONOTONIC);
      if (wait_ns > 0) break;
      CURL *handle = idle[--idle_count];
      curl.easy_setopt(handle, CURLOPT_URL, plan->urls[started % plan->url_count]);
      curl.easy_setopt(handle, CURLOPT_PRIVATE, &transfers[started]);
      transfers[started++].started_ns = now_ns(CLOCK_REALTIME);
      curl.multi_add_handle(multi, handle);
    }
    int running;
    if ((result = curl.multi_perform(multi, &running)) != CURLM_OK) break;
    CURLMsg *message;
    int left, ended = 0;
    while ((message = curl.multi_info_read(multi, &left))) {
      if (message->msg != CURLMSG_DONE) continue;
      CURL *handle = message->easy_handle;
      CURLcode code = message->data.result;
      char *transfer = NULL;
      curl.easy_getinfo(handle, CURLINFO_PRIVATE, &transfer);
      take_down(handle, code, (struct yardstick_transfer *)transfer);
      curl.multi_remove_handle(multi, handle);
      idle[idle_count++] = handle;
      finished++;
      ended = 1;
    }
    if (ended) continue;
    int wait_ms = (int)((wait_ns + 999999) / 1000000);
    if (wait_ms < 0 || idle_count == 0) wait_ms = 1000;
    result = curl.multi_poll(multi, NULL, 0, wait_ms, NULL);
  }

  while (idle_count > 0) curl.easy_cleanup(idle[--idle_count]);
  curl.multi_cleanup(multi);
  return result;
}
