#pragma once
// Sockets as the prober needs them: epoll, the kernel's receive times and its view of a TCP connection.
#include <stddef.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <time.h>

/// One ready descriptor (struct epoll_event is packed, which Swift does not import well).
typedef struct {
  int fd;
  /// EPOLLIN, EPOLLOUT, EPOLLERR, EPOLLHUP.
  uint32_t events;
} clinux_ready;

/// Adds, changes or (with 0 events) removes a watched descriptor. 0, or -1 with errno.
int clinux_epoll_watch(int epoll, int fd, uint32_t events);

/// Waits up to `milliseconds` (-1: without end) and fills at most `count` (up to 64). Their number; 0 on EINTR.
int clinux_epoll_wait(int epoll, clinux_ready *ready, int count, int milliseconds);

/// Asks the kernel to note when each packet arrives on this socket. 0, or -1 with errno.
int clinux_receive_times_on(int fd);

/// When the last packet of the next `*length` waiting bytes arrived, by CLOCK_REALTIME in nanoseconds, taking none of
/// them; `*length` becomes how many of them wait. 0 where nothing waits or the kernel noted no time. A negative errno
/// where the connection has failed: the error is reported only once, so whoever reads next sees nothing but an end.
int64_t clinux_receive_time(int fd, size_t *length);

/// What the kernel knows of a TCP connection.
typedef struct {
  /// Smoothed round trip in microseconds; right after the handshake that of SYN and SYN-ACK.
  uint32_t round_trip;
  /// Segments sent again since the connection was opened.
  uint32_t retransmissions;
} clinux_tcp;

/// 0, or -1 with errno where `fd` is no TCP socket.
int clinux_tcp_read(int fd, clinux_tcp *tcp);

/// `name` as the name of the calling thread (at most 15 bytes).
void clinux_thread_name(const char *name);
