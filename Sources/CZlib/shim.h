#pragma once
#include <zlib.h>

// A macro in zlib.h. `bits` below 0: raw deflate (RFC 1951).
static inline int probe_inflate_init(z_stream *stream, int bits) {
  return inflateInit2(stream, bits);
}
