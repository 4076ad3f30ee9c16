import Health
import Platform

/// Records on their way from the program's loop to the store's thread, and the status on its way back:
/// the one place that both touch.
final class Inbox: Sendable {
  private let lock = ConditionLock()
  private let capacity: Int
  // Guarded by `lock`.
  nonisolated(unsafe) private var records: [HistoryRecord] = []
  nonisolated(unsafe) private var dropped = 0
  nonisolated(unsafe) private var current = HistoryStatus(mode: .opening)

  let updates: AsyncStream<HistoryStatus>
  private let continuation: AsyncStream<HistoryStatus>.Continuation

  init(capacity: Int) {
    self.capacity = capacity
    (updates, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(8))
  }

  deinit { continuation.finish() }

  /// Takes records in; where there is no room left, samples are dropped and counted, nothing else is.
  func add(_ new: [HistoryRecord]) {
    lock.withLock {
      for record in new {
        if records.count >= capacity, case .sample = record {
          dropped += 1
        } else {
          records.append(record)
        }
      }
    }
  }

  /// Moves all to the end of `taken`, in order.
  func takeAll(into taken: inout [HistoryRecord]) {
    lock.withLock {
      if taken.isEmpty {
        // Both arrays keep their memory from one batch to the next.
        swap(&records, &taken)
      } else {
        taken += records
        records.removeAll(keepingCapacity: true)
      }
    }
  }

  /// Samples were dropped elsewhere.
  func countDropped(_ count: Int) { lock.withLock { dropped += count } }

  var status: HistoryStatus {
    lock.withLock {
      var status = current
      status.dropped = dropped
      return status
    }
  }

  /// Shows a new status to whoever asks or listens; the same again is not told twice.
  func show(_ mode: HistoryStatus.Mode, notice: HistoryStatus.Notice?) {
    let changed: HistoryStatus? = lock.withLock {
      let next = HistoryStatus(mode: mode, notice: notice)
      if next == current { return nil }
      current = next
      var told = next
      told.dropped = dropped
      return told
    }
    if let changed { continuation.yield(changed) }
  }
}
