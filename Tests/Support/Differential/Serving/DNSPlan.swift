/// What a name server says of one name.
struct DNSPlan: Sendable {
  /// In lower case, without the dot behind it.
  var name: String
  /// By type: 1 for A, 28 for AAAA. What is not named here has no records.
  var replies: [UInt16: [DNSReply]]
}
