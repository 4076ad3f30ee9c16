/// What became of a request to a gateway; the raw value is the word of metrics, log and JSON.
package enum GatewayResult: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
  case redirected
  /// Its body went through the gateway.
  case passed
  case notFound = "not_found"
  /// No entry serves it.
  case failed
  case leftToList = "left_to_list"
  case privateModule = "private"
  case noEntries = "no_entries"
  case busy
  case malformed

  /// go had what it asked for, or was sent to who has it.
  package var isServed: Bool { self == .redirected || self == .passed }

  package var description: String { rawValue }
}
