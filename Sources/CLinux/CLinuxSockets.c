#define _GNU_SOURCE
#include "CLinuxSockets.h"

#include <errno.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <pthread.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
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

int64_t clinux_receive_time(int fd, size_t *length) {
  // With MSG_TRUNC a TCP socket copies nothing: the kernel walks over the packets and tells the time of the last.
  char nothing;
  struct iovec vector = {.iov_base = &nothing, .iov_len = *length};
  union {
    char bytes[CMSG_SPACE(sizeof(struct timespec)) + 64];
    struct cmsghdr align;
  } control;
  struct msghdr message = {
      .msg_iov = &vector,
      .msg_iovlen = 1,
      .msg_control = control.bytes,
      .msg_controllen = sizeof control.bytes,
  };
  int before = errno;
  // By number: the address sanitizer's recvmsg believes that all `received` bytes were written.
  ssize_t received = syscall(SYS_recvmsg, fd, &message, MSG_PEEK | MSG_TRUNC | MSG_DONTWAIT);
  int error = errno;
  errno = before;
  *length = received > 0 ? (size_t)received : 0;
  if (received < 0) return error == EAGAIN || error == EINTR ? 0 : -(int64_t)error;
  if (received == 0) return 0;
  for (struct cmsghdr *part = CMSG_FIRSTHDR(&message); part; part = CMSG_NXTHDR(&message, part)) {
    if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_TIMESTAMPNS) continue;
    struct timespec time;
    memcpy(&time, CMSG_DATA(part), sizeof time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
  }
  return 0;
}

int clinux_tcp_read(int fd, clinux_tcp *tcp) {
  struct tcp_info info;
  socklen_t size = sizeof info;
  memset(&info, 0, sizeof info);
  if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return -1;
  tcp->round_trip = info.tcpi_rtt;
  tcp->retransmissions = info.tcpi_total_retrans;
  return 0;
}

void clinux_thread_name(const char *name) { pthread_setname_np(pthread_self(), name); }
