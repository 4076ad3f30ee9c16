#pragma once
// Sockets as the prober needs them: epoll, the kernel's receive times and its view of a TCP connection.
#include <stddef.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/types.h>
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

/// As go's sockets are: each write leaves at once, and a connection that is idle for 30 s is asked every 15 s, 9 times,
/// whether it lives. 0, or -1 with errno.
int clinux_as_go(int fd);

/// Whatever comes on this socket from now on is lost, unacknowledged, as behind a firewall that forgot the connection.
/// 0, or -1 with errno.
int clinux_lose_all(int fd);

/// At most so many bytes are let come before they are read, on a TCP socket.
/// - Returns: 0, or -1 with errno.
int clinux_limit_window(int fd, int bytes);

/// Adds a descriptor that is not watched yet. 0, or -1 with errno.
int clinux_epoll_add(int epoll, int fd, uint32_t events);

/// Reads up to `length` bytes without waiting, and by the same call when the last of their packets arrived: CLOCK_REALTIME
/// in nanoseconds, 0 where the kernel noted no time. Their number, 0 at the end of the stream, or a negative errno.
ssize_t clinux_receive(int fd, void *buffer, size_t length, int64_t *time);

/// Writes without waiting and without SIGPIPE. How many bytes were taken, or a negative errno.
ssize_t clinux_send(int fd, const void *bytes, size_t length);

/// What the kernel knows of a TCP connection.
typedef struct {
  /// Smoothed round trip in microseconds; right after the handshake that of SYN and SYN-ACK.
  uint32_t round_trip;
  /// Segments sent again since the connection was opened.
  uint32_t retransmissions;
  /// How often the present segment's timer has doubled.
  uint32_t backoff;
  /// Segments that came before one that was to come first, since the connection was opened.
  uint32_t out_of_order;
  /// Milliseconds since data came last.
  uint32_t since_data;
} clinux_tcp;

/// 0, or -1 with errno where `fd` is no TCP socket.
int clinux_tcp_read(int fd, clinux_tcp *tcp);

/// Bytes that were written and that the peer's kernel has not acknowledged; -1 where that is not known.
int clinux_unacknowledged(int fd);

/// A TCP or UDP socket of any process, as the kernel's socket diagnosis (sock_diag) has it.
typedef struct {
  /// What /proc/PID/fd calls it by.
  uint32_t inode;
  /// IPPROTO_TCP or IPPROTO_UDP.
  uint8_t protocol;
  /// TCP_ESTABLISHED, TCP_SYN_SENT and so on (netinet/tcp.h); a connected UDP socket is TCP_ESTABLISHED.
  uint8_t state;
  uint8_t is_ipv6;
  /// Of the peer; 0 where there is none.
  uint16_t port;
  /// Of the peer, in the order of the network; IPv4 has four bytes.
  uint8_t address[16];
  /// Bytes that were written and not acknowledged.
  uint32_t unacknowledged;
  /// How often what is not acknowledged was sent again; of SYN_SENT, how often the SYN was.
  uint32_t retransmissions;
  /// Milliseconds since data left, and since data came, at last; since the connection stands where none has.
  uint32_t since_sent;
  uint32_t since_data;
  /// Bytes that came since it stands, those of TLS too.
  uint64_t received;
} clinux_diagnosed;

/// Those of the sockets named by `inodes` that the kernel knows, in this network namespace.
/// - Returns: their number, at most `capacity`; or -1 with errno.
int clinux_diagnose(const uint32_t *inodes, size_t count, clinux_diagnosed *sockets, size_t capacity);

/// Of these, the bytes that have not been sent at all; -1 where that is not known.
int clinux_unsent(int fd);

/// `name` as the name of the calling thread (at most 15 bytes).
void clinux_thread_name(const char *name);
