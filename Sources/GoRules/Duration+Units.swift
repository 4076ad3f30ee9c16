extension Duration {
  /// The length in milliseconds, with its fraction; exact to about a nanosecond for any probe.
  package var milliseconds: Double {
    Double(components.seconds) * 1e3 + Double(components.attoseconds) * 1e-15
  }

  /// The length in seconds, with its fraction.
  package var seconds: Double { milliseconds / 1e3 }
}
