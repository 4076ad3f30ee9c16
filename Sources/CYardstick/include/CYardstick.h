#pragma once
// What the benchmark compares with, and what it needs of the kernel that Swift's Glibc module lacks.
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// What a bare libcurl loop is to do: `count` GET requests, one after another over `urls`.
struct yardstick_plan {
  const char *const *urls;
  size_t url_count;
  /// PEM file of the authority that signed the servers' certificates.
  const char *ca_file;
  size_t count;
  /// Transfers at once, at most 512.
  size_t in_flight;
  /// Between two starts in microseconds; 0 starts as soon as a place is free.
  int64_t spacing_us;
  /// Keep connections and use them again.
  int reuse;
};

/// What libcurl itself says of one transfer, in microseconds since its start.
struct yardstick_transfer {
  /// CLOCK_REALTIME in nanoseconds.
  int64_t started_ns;
  int64_t name_us, connect_us, tls_us, sent_us, first_byte_us, total_us;
  /// Local port of its connection, 0 for none.
  int32_t local_port;
  /// CURLcode; 0 is success.
  int32_t code;
};

/// Runs the plan on the calling thread; `transfers` has room for `count`. 0, or a CURLMcode or errno.
int yardstick_curl(const struct yardstick_plan *plan, struct yardstick_transfer *transfers);

/// A moved-away network: this thread, and the processes it starts, get interfaces of their own. errno or 0.
int yardstick_new_network(void);

/// Keeps this thread, and what it starts, on one core. errno or 0.
int yardstick_stay_on_core(int core);

/// Opens a TUN interface of this name; a descriptor that reads and writes IP packets, or -1.
int yardstick_open_tun(const char *name);

/// Opens a capture of every IPv4 packet on `interface`; a descriptor, or -1.
int yardstick_open_capture(const char *interface);

/// One captured packet.
struct yardstick_packet {
  /// CLOCK_REALTIME in nanoseconds, by the kernel.
  int64_t time_ns;
  /// It left through the interface; 0 where it came in.
  int is_outgoing;
  uint16_t source_port, destination_port;
  uint32_t sequence;
  uint8_t flags;
  /// Bytes of TCP payload.
  uint32_t payload_length;
};

/// Reads the next TCP packet, waiting at most `timeout_ms`. 1, 0 at a timeout or another packet, -1 with errno.
int yardstick_next_packet(int capture, int timeout_ms, struct yardstick_packet *packet);

/// Packets that the capture lost since the last call, or -1.
int yardstick_lost_packets(int capture);

/// Waits until one of the two descriptors can be read, at most `nanoseconds`; a descriptor of -1 is left
/// out. Bit 0 for the first, bit 1 for the second, 0 at the timeout.
int yardstick_wait(int first, int second, int64_t nanoseconds);

/// Our end of a new terminal, not blocking; the other end's path goes to `path`. -1 with errno.
int yardstick_open_terminal(uint16_t columns, uint16_t rows, char *path, size_t path_size);

/// POSIX_SPAWN_SETSID, which glibc shows to GNU sources only.
extern const short yardstick_spawn_setsid;

/// CPU time (user and system) of another process in nanoseconds, or -1.
int64_t yardstick_cpu_time_of(pid_t process);
