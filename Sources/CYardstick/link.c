#define _GNU_SOURCE
#include "CYardstick.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

const short yardstick_spawn_setsid = POSIX_SPAWN_SETSID;

int yardstick_new_network(void) { return unshare(CLONE_NEWNET) == 0 ? 0 : errno; }

int yardstick_stay_on_core(int core) {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(core, &cores);
  return sched_setaffinity(0, sizeof cores, &cores) == 0 ? 0 : errno;
}

int yardstick_open_tun(const char *name) {
  int descriptor = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0) return -1;
  struct ifreq request = {.ifr_flags = IFF_TUN | IFF_NO_PI};
  strncpy(request.ifr_name, name, IFNAMSIZ - 1);
  if (ioctl(descriptor, TUNSETIFF, &request) == 0) return descriptor;
  close(descriptor);
  return -1;
}

int yardstick_open_capture(const char *interface) {
  int capture = socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, htons(ETH_P_ALL));
  if (capture < 0) return -1;
  int bytes = 64 << 20, on = 1;
  struct sockaddr_ll address = {
      .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL), .sll_ifindex = (int)if_nametoindex(interface)};
  setsockopt(capture, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes);
  if (setsockopt(capture, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on) == 0 &&
      bind(capture, (struct sockaddr *)&address, sizeof address) == 0)
    return capture;
  close(capture);
  return -1;
}

static uint16_t big_endian_16(const uint8_t *bytes) { return (uint16_t)(bytes[0] << 8 | bytes[1]); }

int yardstick_next_packet(int capture, int timeout_ms, struct yardstick_packet *packet) {
  struct pollfd ready = {.fd = capture, .events = POLLIN};
  if (poll(&ready, 1, timeout_ms) < 1) return 0;
  uint8_t bytes[128];
  char control[CMSG_SPACE(sizeof(struct timespec))];
  struct sockaddr_ll from;
  struct iovec buffer = {bytes, sizeof bytes};
  struct msghdr message = {.msg_name = &from, .msg_namelen = sizeof from, .msg_iov = &buffer,
                           .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  ssize_t length = recvmsg(capture, &message, MSG_TRUNC);
  if (length < 0) return -1;
  size_t have = (size_t)length < sizeof bytes ? (size_t)length : sizeof bytes;
  if (have < 40 || bytes[0] >> 4 != 4 || bytes[9] != IPPROTO_TCP) return 0;
  size_t ip = (size_t)(bytes[0] & 15) * 4, total = big_endian_16(bytes + 2);
  if (ip + 20 > have) return 0;
  const uint8_t *tcp = bytes + ip;
  size_t start = ip + (size_t)(tcp[12] >> 4) * 4;
  if (start > have || start > total) return 0;

  packet->time_ns = 0;
  for (struct cmsghdr *part = CMSG_FIRSTHDR(&message); part; part = CMSG_NXTHDR(&message, part)) {
    if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SO_TIMESTAMPNS) continue;
    struct timespec time;
    memcpy(&time, CMSG_DATA(part), sizeof time);
    packet->time_ns = (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
  }
  packet->is_outgoing = from.sll_pkttype == PACKET_OUTGOING;
  packet->source_port = big_endian_16(tcp);
  packet->destination_port = big_endian_16(tcp + 2);
  packet->sequence = (uint32_t)big_endian_16(tcp + 4) << 16 | big_endian_16(tcp + 6);
  packet->flags = tcp[13];
  packet->payload_length = (uint32_t)(total - start);
  return 1;
}

int yardstick_lost_packets(int capture) {
  struct tpacket_stats statistics;
  socklen_t length = sizeof statistics;
  if (getsockopt(capture, SOL_PACKET, PACKET_STATISTICS, &statistics, &length) != 0) return -1;
  return (int)statistics.tp_drops;
}

int64_t yardstick_cpu_time_of(pid_t process) {
  clockid_t clock;
  struct timespec time;
  if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &time) != 0) return -1;
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

int yardstick_wait(int first, int second, int64_t nanoseconds) {
  struct pollfd ready[2] = {{.fd = first, .events = POLLIN}, {.fd = second, .events = POLLIN}};
  if (nanoseconds < 0) nanoseconds = 0;
  struct timespec timeout = {nanoseconds / 1000000000, nanoseconds % 1000000000};
  if (ppoll(ready, 2, &timeout, NULL) < 1) return 0;
  return (ready[0].revents ? 1 : 0) | (ready[1].revents ? 2 : 0);
}

int yardstick_open_terminal(uint16_t columns, uint16_t rows, char *path, size_t path_size) {
  int terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (terminal < 0) return -1;
  struct winsize size = {.ws_row = rows, .ws_col = columns};
  if (grantpt(terminal) == 0 && unlockpt(terminal) == 0 && ptsname_r(terminal, path, path_size) == 0 &&
      ioctl(terminal, TIOCSWINSZ, &size) == 0)
    return terminal;
  close(terminal);
  return -1;
}
