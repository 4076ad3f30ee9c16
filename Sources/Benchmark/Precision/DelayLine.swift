import CYardstick
import Glibc
import Health
import Platform

/// A link with a length: whatever is sent to its far end comes back after a while as if from there.
///
/// A TUN interface of the benchmark's own network. Each packet is read, held for `delay` and written
/// back with source and destination exchanged, so that a client which connects to the far end meets
/// a server that listens on the near one. Exchanging the addresses leaves every checksum right.
/// Of every thousand packets `loss` are lost, the same ones of each run.
struct DelayLine {
  /// Of this end, where the mirrors listen.
  static let near = "127.0.0.1"
  /// Of the other end, where clients connect to.
  static let far = "127.9.0.2"
  static let interface = "lab0"

  private let tun: Int32
  private let delay: Duration
  private let loss: Int
  private var random = SplitMix64(seed: 1)
  private var waiting: [(due: Duration, packet: [UInt8])] = []
  private var first = 0

  /// Makes the interface; it lives as long as its process. `loss`: of a thousand packets.
  init(delay: Duration, loss: Int) throws(BenchmarkError) {
    tun = yardstick_open_tun(Self.interface)
    if tun < 0 { throw .system("/dev/net/tun") }
    self.delay = delay
    self.loss = loss
  }

  /// Carries packets until standard input ends.
  mutating func run() throws(BenchmarkError) {
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      if yardstick_wait(tun, 0, (nextDue - SystemClock.now().monotonic).inNanoseconds) & 2 != 0 {
        return
      }
      while true {
        let count = read(tun, &buffer, buffer.count)
        if count < 0 && errno == EAGAIN { break }
        if count < 0 { throw .system("read from \(Self.interface)") }
        // IPv4 alone; the kernel's own IPv6 announcements end here.
        guard count >= 20, buffer[0] >> 4 == 4 else { continue }
        if loss > 0, Int.random(in: 0..<1000, using: &random) < loss { continue }
        var packet = Array(buffer.prefix(count))
        for offset in 12..<16 { packet.swapAt(offset, offset + 4) }
        waiting.append((SystemClock.now().monotonic + delay, packet))
      }
      try deliver()
    }
  }

  private var nextDue: Duration {
    first < waiting.count ? waiting[first].due : SystemClock.now().monotonic + .seconds(1)
  }

  private mutating func deliver() throws(BenchmarkError) {
    while first < waiting.count, waiting[first].due <= SystemClock.now().monotonic {
      let packet = waiting[first].packet
      if write(tun, packet, packet.count) < 0 { throw .system("write to \(Self.interface)") }
      first += 1
    }
    if first > 1024 {
      waiting.removeFirst(first)
      first = 0
    }
  }
}
