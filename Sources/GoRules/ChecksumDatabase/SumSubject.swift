/// A module whose sums go asks for, and what it says where that fails (modfetch/fetch.go `checkSumDB`, `checkModSum`).
package struct SumSubject: Sendable, Hashable {
  package var version: ModuleVersion
  /// The database's name.
  package var database: String

  package init(_ version: ModuleVersion, database: String) {
    self.version = version
    self.database = database
  }

  /// One of the two files that have sums.
  package enum File: Sendable, Hashable, CaseIterable {
    case mod, zip

    /// go's word for it.
    var noun: String { self == .mod ? "go.mod" : "module" }
  }

  /// Those that go checks, in this order: of a toolchain it downloads the zip alone.
  package var files: [File] { version.isToolchain ? [.zip] : [.mod, .zip] }

  /// The file at which the database is asked.
  private var first: File { version.isToolchain ? .zip : .mod }

  /// As go.sum writes it.
  func line(of file: File) -> String { version.version + (file == .mod ? "/go.mod" : "") }

  /// GOSUMDB is no database.
  package func invalid(_ text: String) -> String { "verifying \(first.noun): \(text)" }

  /// The database was asked and did not answer, or not believably.
  package func failed(_ text: String) -> String {
    "verifying \(first.noun): \(version.module)@\(line(of: first)): \(text)"
  }

  func absent(_ file: File) -> String {
    """
    verifying \(file.noun): checksum missing from sumdb response

    SECURITY ERROR
    This download does NOT match one reported by the checksum server.
    The checksum server has provided checksums, but the checksums do
    not contain an entry for the download.
    The checksum server may be malfunctioning, or an attacker may have
    intercepted the checksum request.
    The download cannot be verified.

    For more information, see 'go help module-auth'.

    """
  }

  /// A file has another sum than the record says.
  package func mismatch(_ file: File, downloaded: ModuleSum, recorded: ModuleSum) -> String {
    """
    verifying \(file.noun): checksum mismatch
    \tdownloaded: \(downloaded)
    \t\(database): \(recorded)

    SECURITY ERROR
    This download does NOT match the one reported by the checksum server.
    The bits may have been replaced on the origin server, or an attacker may
    have intercepted the download attempt.

    For more information, see 'go help module-auth'.

    """
  }
}

extension ModuleVersion {
  /// A release of go itself, which go downloads by its zip alone.
  package var isToolchain: Bool { module == "golang.org/toolchain" }
}
