import Platform

extension ProbeEngine {
  /// The receiver of a passage has room again.
  func resume(_ id: RunID) {
    guard let exchange = channel(of: id)?.exchange, exchange.answer.isPaused,
      let connection = exchange.connection
    else { return }
    exchange.answer.isPaused = false
    exchange.resumedAt = SystemClock.monotonic()
    connection.stream?.socket.renewReads()
    drive(connection)
  }
}

extension Exchange {
  /// When the server is silent, of an answer that is handed on; nil of any other. A receiver that takes nothing is no
  /// business of the server's.
  var endOfSilence: Int64? {
    guard answer.isPassing, let passage = run.passage else { return nil }
    return answer.isPaused ? .max : max(lastByteAt, resumedAt) + passage.silence.inNanoseconds
  }
}
