/// What was seen of the connection where our patience ended before the answer did; go waits on in each case.
///
/// The raw value is the word of JSON.
package enum Silence: String, Sendable, Hashable, CaseIterable {
  /// All that was sent is acknowledged, and nothing comes: the server, or what stands before it, is silent.
  case acknowledged
  /// What was sent is sent again and not acknowledged: a dead path, loss, a hole for large packets. The kernel gives up
  /// after a quarter of an hour.
  case unacknowledged
  /// What was sent is not acknowledged yet, and was not sent again either: too soon to tell.
  case undecided
  /// The peer takes no more bytes.
  case unsent
  /// Bytes still came in the last second.
  case trickling
}
