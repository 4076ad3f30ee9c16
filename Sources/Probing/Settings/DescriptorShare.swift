/// How the open files that the process may have are shared out among mirrors.
package struct DescriptorShare: Sendable, Hashable {
  /// Of everything but the probes: event loops, record, terminal, the files of settings.
  private static let others = 20
  /// Of one mirror: connections to two addresses of its, name servers, the connection kept since the last round.
  private static let each = 7

  /// How many mirrors can be asked at a time, and keep a connection; at least 1.
  package var mirrors: Int

  /// `open`: descriptors that are open before the probers begin.
  package init(limit: Int, open: Int) {
    mirrors = max(1, (limit - open - Self.others) / Self.each)
  }

  /// The limit under which so many mirrors never wait for each other.
  package static func wanted(for mirrors: Int, open: Int) -> Int {
    open + others + each * mirrors
  }
}
