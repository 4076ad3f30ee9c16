#pragma once
#include <curl/curl.h>

// Swift imports no variadic function: one wrapper per argument type, and one per callback.

static inline CURLcode probe_set_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}
static inline CURLcode probe_set_string(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}
static inline CURLcode probe_set_pointer(CURL *easy, CURLoption option, void *value) {
  return curl_easy_setopt(easy, option, value);
}
static inline CURLcode probe_set_list(CURL *easy, CURLoption option, struct curl_slist *list) {
  return curl_easy_setopt(easy, option, list);
}
static inline CURLcode probe_set_error_buffer(CURL *easy, char *buffer) {
  return curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, buffer);
}
static inline CURLcode probe_on_body(
    CURL *easy, size_t (*function)(char *, size_t, size_t, void *), void *data) {
  CURLcode code = curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, function);
  return code ? code : curl_easy_setopt(easy, CURLOPT_WRITEDATA, data);
}
static inline CURLcode probe_on_header(
    CURL *easy, size_t (*function)(char *, size_t, size_t, void *), void *data) {
  CURLcode code = curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, function);
  return code ? code : curl_easy_setopt(easy, CURLOPT_HEADERDATA, data);
}
static inline CURLcode probe_on_request(
    CURL *easy, int (*function)(void *, char *, char *, int, int), void *data) {
  CURLcode code = curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, function);
  return code ? code : curl_easy_setopt(easy, CURLOPT_PREREQDATA, data);
}
static inline CURLcode probe_on_open(
    CURL *easy, curl_socket_t (*function)(void *, curlsocktype, struct curl_sockaddr *),
    void *data) {
  CURLcode code = curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, function);
  return code ? code : curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, data);
}
static inline CURLcode probe_on_close(
    CURL *easy, int (*function)(void *, curl_socket_t), void *data) {
  CURLcode code = curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, function);
  return code ? code : curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, data);
}
static inline CURLcode probe_on_tls_context(
    CURL *easy, CURLcode (*function)(CURL *, void *, void *), void *data) {
  CURLcode code = curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, function);
  return code ? code : curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, data);
}

static inline CURLcode probe_on_trace(
    CURL *easy, int (*function)(CURL *, curl_infotype, char *, size_t, void *), void *data) {
  CURLcode code = curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, function);
  return code ? code : curl_easy_setopt(easy, CURLOPT_DEBUGDATA, data);
}

static inline CURLcode probe_get_long(CURL *easy, CURLINFO info, long *value) {
  return curl_easy_getinfo(easy, info, value);
}
static inline CURLcode probe_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
  return curl_easy_getinfo(easy, info, value);
}
static inline CURLcode probe_get_string(CURL *easy, CURLINFO info, const char **value) {
  return curl_easy_getinfo(easy, info, (char **)value);
}
static inline void *probe_get_private(CURL *easy) {
  char *value = NULL;
  curl_easy_getinfo(easy, CURLINFO_PRIVATE, &value);
  return value;
}

static inline CURLMcode probe_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}
static inline CURLMcode probe_multi_on_socket(
    CURLM *multi, int (*function)(CURL *, curl_socket_t, int, void *, void *), void *data) {
  CURLMcode code = curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, function);
  return code ? code : curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, data);
}
static inline CURLMcode probe_multi_on_timer(
    CURLM *multi, int (*function)(CURLM *, long, void *), void *data) {
  CURLMcode code = curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, function);
  return code ? code : curl_multi_setopt(multi, CURLMOPT_TIMERDATA, data);
}
/// The next finished transfer and its code; nil where there is none.
static inline CURL *probe_multi_next_done(CURLM *multi, CURLcode *code) {
  int left;
  CURLMsg *message;
  while ((message = curl_multi_info_read(multi, &left)))
    if (message->msg == CURLMSG_DONE) {
      *code = message->data.result;
      return message->easy_handle;
    }
  return NULL;
}

static inline CURLSHcode probe_share(CURLSH *share, curl_lock_data data) {
  return curl_share_setopt(share, CURLSHOPT_SHARE, data);
}
