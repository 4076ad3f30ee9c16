import Platform

/// Writes a line to standard output at once: another process may be waiting for it.
func say(_ line: String) { send(line, to: 1) }

/// Writes a line to standard error: how far it is, and what went wrong.
func complain(_ line: String) { send("Benchmark: " + line, to: 2) }

private func send(_ line: String, to descriptor: Int32) {
  Descriptor.writeAll(Array((line + "\n").utf8), to: descriptor)
}
