/// HTTP/1.1 or HTTP/2 on one connection: reads requests and performs the steps of their answers.
///
/// Output goes to the connection's buffer; the connection writes it after each call.
protocol ServerProtocol: AnyObject {
  func received(_ bytes: UnsafeRawBufferPointer)
  /// Continues with the steps of an answer after a wait.
  func resume(_ stream: Int32)
  /// The buffer is empty: adds what else there is to say.
  func produce()
}
