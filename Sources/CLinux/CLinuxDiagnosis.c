#define _GNU_SOURCE
#include "CLinuxSockets.h"

#include <errno.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/// What is wanted, and where it goes.
typedef struct {
  const uint32_t *inodes;
  size_t count;
  clinux_diagnosed *sockets;
  size_t capacity;
  size_t found;
} search;

static int is_wanted(const search *search, uint32_t inode) {
  for (size_t i = 0; i < search->count; i++)
    if (search->inodes[i] == inode) return 1;
  return 0;
}

static void take(search *search, uint8_t protocol, const struct nlmsghdr *header) {
  if (header->nlmsg_len < NLMSG_LENGTH(sizeof(struct inet_diag_msg))) return;
  const struct inet_diag_msg *message = NLMSG_DATA(header);
  if (search->found == search->capacity || !is_wanted(search, message->idiag_inode)) return;
  clinux_diagnosed *socket = &search->sockets[search->found++];
  memset(socket, 0, sizeof *socket);
  socket->inode = message->idiag_inode;
  socket->protocol = protocol;
  socket->state = message->idiag_state;
  socket->is_ipv6 = message->idiag_family == AF_INET6;
  socket->port = ntohs(message->id.idiag_dport);
  memcpy(socket->address, message->id.idiag_dst, socket->is_ipv6 ? 16 : 4);
  socket->unacknowledged = message->idiag_wqueue;
  socket->retransmissions = message->idiag_retrans;
  const struct rtattr *part = (const struct rtattr *)(message + 1);
  int left = header->nlmsg_len - NLMSG_LENGTH(sizeof *message);
  for (; RTA_OK(part, left); part = RTA_NEXT(part, left)) {
    if (part->rta_type != INET_DIAG_INFO) continue;
    struct tcp_info info;
    size_t size = RTA_PAYLOAD(part);
    memset(&info, 0, sizeof info);
    memcpy(&info, RTA_DATA(part), size < sizeof info ? size : sizeof info);
    socket->since_sent = info.tcpi_last_data_sent;
    socket->since_data = info.tcpi_last_data_recv;
    socket->received = info.tcpi_bytes_received;
  }
}

/// All sockets of one family and protocol. 0, or -1 with errno.
static int dump(int fd, int family, uint8_t protocol, search *search) {
  struct {
    struct nlmsghdr header;
    struct inet_diag_req_v2 request;
  } ask = {
      .header = {.nlmsg_len = sizeof ask,
                 .nlmsg_type = SOCK_DIAG_BY_FAMILY,
                 .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP},
      .request = {.sdiag_family = family,
                  .sdiag_protocol = protocol,
                  .idiag_ext = 1 << (INET_DIAG_INFO - 1),
                  .idiag_states = ~0U},
  };
  if (send(fd, &ask, sizeof ask, 0) < 0) return -1;
  union {
    char bytes[32768];
    struct nlmsghdr align;
  } buffer;
  for (;;) {
    ssize_t received = recv(fd, buffer.bytes, sizeof buffer, 0);
    if (received < 0 && errno == EINTR) continue;
    if (received < 0) return -1;
    const struct nlmsghdr *header = &buffer.align;
    for (; NLMSG_OK(header, received); header = NLMSG_NEXT(header, received)) {
      if (header->nlmsg_type == NLMSG_DONE) return 0;
      if (header->nlmsg_type == NLMSG_ERROR) {
        const struct nlmsgerr *error = NLMSG_DATA(header);
        errno = -error->error;
        return -1;
      }
      take(search, protocol, header);
    }
  }
}

int clinux_diagnose(const uint32_t *inodes, size_t count, clinux_diagnosed *sockets, size_t capacity) {
  search search = {inodes, count, sockets, capacity, 0};
  int fd = socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
  if (fd < 0) return -1;
  // The kernel answers from memory; a dump that stops is not waited for.
  struct timeval limit = {.tv_sec = 2};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  int result = 0;
  const int families[] = {AF_INET, AF_INET6};
  for (int i = 0; result == 0 && i < 2; i++) result = dump(fd, families[i], IPPROTO_TCP, &search);
  // A kernel without the module for UDP still tells of TCP.
  for (int i = 0; result == 0 && i < 2; i++) {
    if (dump(fd, families[i], IPPROTO_UDP, &search) != 0 && errno != ENOENT) result = -1;
  }
  int error = errno;
  close(fd);
  errno = error;
  return result == 0 ? (int)search.found : -1;
}
