#define _GNU_SOURCE
#include "CLinuxSockets.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <pthread.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

int clinux_epoll_watch(int epoll, int fd, uint32_t events) {
  struct epoll_event event = {.events = events, .data = {.fd = fd}};
  if (events == 0) return epoll_ctl(epoll, EPOLL_CTL_DEL, fd, &event);
  if (epoll_ctl(epoll, EPOLL_CTL_MOD, fd, &event) == 0) return 0;
  if (errno != ENOENT) return -1;
  return epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

int clinux_epoll_wait(int epoll, clinux_ready *ready, int count, int milliseconds) {
  struct epoll_event events[64];
  if (count > 64) count = 64;
  int found = epoll_wait(epoll, events, count, milliseconds);
  if (found < 0) return errno == EINTR ? 0 : -1;
  for (int i = 0; i < found; i++) {
    ready[i].fd = events[i].data.fd;
    ready[i].events = events[i].events;
  }
  return found;
}

int clinux_receive_times_on(int fd) {
  int on = 1;
  return setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
}

int clinux_as_go(int fd) {
  int on = 1;
  // net/http `DefaultTransport`, and what net fills in.
  int idle = 30, interval = 15, count = 9;
  int result = setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  result |= setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof idle);
  result |= setsockopt(fd, IPPROTO_TCP, TCP_KEEPINTVL, &interval, sizeof interval);
  result |= setsockopt(fd, IPPROTO_TCP, TCP_KEEPCNT, &count, sizeof count);
  return result | setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
}

int clinux_lose_all(int fd) {
  struct sock_filter none = BPF_STMT(BPF_RET | BPF_K, 0);
  struct sock_fprog program = {.len = 1, .filter = &none};
  return setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program);
}

int clinux_limit_window(int fd, int bytes) {
  // A buffer that is left to the kernel grows, and the clamp with it.
  if (setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes) != 0) return -1;
  return setsockopt(fd, IPPROTO_TCP, TCP_WINDOW_CLAMP, &bytes, sizeof bytes);
}

int clinux_epoll_add(int epoll, int fd, uint32_t events) {
  struct epoll_event event = {.events = events, .data = {.fd = fd}};
  return epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

ssize_t clinux_receive(int fd, void *buffer, size_t length, int64_t *time) {
  struct iovec vector = {.iov_base = buffer, .iov_len = length};
  union {
    char bytes[CMSG_SPACE(sizeof(struct timespec))];
    struct cmsghdr align;
  } control;
  struct msghdr message = {
      .msg_iov = &vector,
      .msg_iovlen = 1,
      .msg_control = control.bytes,
      .msg_controllen = sizeof control.bytes,
  };
  *time = 0;
  ssize_t received = recvmsg(fd, &message, MSG_DONTWAIT);
  if (received < 0) return -(ssize_t)errno;
  for (struct cmsghdr *part = CMSG_FIRSTHDR(&message); part; part = CMSG_NXTHDR(&message, part)) {
    if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_TIMESTAMPNS) continue;
    struct timespec stamp;
    memcpy(&stamp, CMSG_DATA(part), sizeof stamp);
    *time = (int64_t)stamp.tv_sec * 1000000000 + stamp.tv_nsec;
  }
  return received;
}

ssize_t clinux_send(int fd, const void *bytes, size_t length) {
  ssize_t sent = send(fd, bytes, length, MSG_DONTWAIT | MSG_NOSIGNAL);
  return sent < 0 ? -(ssize_t)errno : sent;
}

int clinux_tcp_read(int fd, clinux_tcp *tcp) {
  struct tcp_info info;
  socklen_t size = sizeof info;
  memset(&info, 0, sizeof info);
  if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return -1;
  tcp->round_trip = info.tcpi_rtt;
  tcp->retransmissions = info.tcpi_total_retrans;
  tcp->backoff = info.tcpi_backoff;
  tcp->out_of_order = info.tcpi_rcv_ooopack;
  tcp->since_data = info.tcpi_last_data_recv;
  return 0;
}

int clinux_unacknowledged(int fd) {
  int count = 0;
  return ioctl(fd, SIOCOUTQ, &count) == 0 ? count : -1;
}

int clinux_unsent(int fd) {
  int count = 0;
  return ioctl(fd, SIOCOUTQNSD, &count) == 0 ? count : -1;
}

void clinux_thread_name(const char *name) { pthread_setname_np(pthread_self(), name); }
