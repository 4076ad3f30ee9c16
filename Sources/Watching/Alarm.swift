import CLinux
import Glibc
import Platform

/// One pending time per purpose, replaced by the next that is set, on one timer that the main thread waits for.
///
/// Sleeping tasks would do the same, for several threads woken up each time.
final class Alarm {
  enum Purpose: Sendable, Hashable, CaseIterable {
    /// The monitor asked to be woken.
    case monitor
    /// The face asked to be woken.
    case face
  }

  private let mainThread: MainThread
  private let descriptor: Int32
  private let attachment: Int
  /// On the monotonic clock.
  private var wanted: [Purpose: Duration] = [:]
  /// What the timer is set to; nil for not at all.
  private var armed: Duration?

  /// `rang` is called on the main thread when a time has come, and maybe at other times.
  init(on mainThread: MainThread, rang: @escaping @Sendable () -> Void) {
    self.mainThread = mainThread
    let descriptor = timerfd_create(CLOCK_MONOTONIC, Int32(TFD_CLOEXEC) | Int32(TFD_NONBLOCK))
    self.descriptor = descriptor
    attachment = mainThread.attach(
      MainThread.Attachment(descriptors: [descriptor]) { events in
        var expirations: UInt64 = 0
        guard events[0] != 0, read(descriptor, &expirations, 8) == 8 else { return }
        rang()
      })
  }

  deinit { close(descriptor) }

  /// Nothing rings any more.
  func stop() { mainThread.detach(attachment) }

  /// Sets the time for `purpose`.
  func set(_ purpose: Purpose, at time: Duration) {
    wanted[purpose] = time
    arm()
  }

  /// Sets the time for `purpose`, unless one is set that comes earlier.
  func set(_ purpose: Purpose, noLaterThan time: Duration) {
    set(purpose, at: min(time, wanted[purpose] ?? time))
  }

  /// The purposes whose time has come; they want nothing more.
  func due(at now: Duration) -> [Purpose] {
    let due = Purpose.allCases.filter { wanted[$0].map { $0 <= now } ?? false }
    for purpose in due { wanted[purpose] = nil }
    armed = nil
    arm()
    return due
  }

  private func arm() {
    let earliest = wanted.values.min()
    guard earliest != armed else { return }
    armed = earliest
    // 0 stops the timer.
    let time = earliest.map { max(.nanoseconds(1), $0) } ?? .zero
    let (seconds, attoseconds) = time.components
    clinux_timer_set(descriptor, seconds, attoseconds / 1_000_000_000)
  }
}
