/// What go complains of when no request has failed: its files, its settings, the machine. The row of each kind has the
/// words by which it is known.
package struct GoComplaint: Sendable, Hashable {
  package enum Kind: Sendable, Hashable, CaseIterable {
    /// go.sum lacks a module.
    case goSumLacks
    /// What came is not what go.sum has.
    case goSumDiffers
    /// No module that go.mod requires has a package.
    case notRequired
    /// A module lacks a package.
    case packageMissing
    /// The module calls itself something else.
    case otherPath
    /// go.mod is not up to date, and go may not change it.
    case goModOutdated
    case noGoMod
    case vendorOutdated
    /// A release without its last number: it is a language version, and no toolchain.
    case toolchainUnnamed
    /// No entry of GOPROXY has the go release that is wanted.
    case toolchainMissing
    /// A newer go is wanted, and GOTOOLCHAIN forbids to fetch it.
    case goTooOld
    case sumdbRefused
    /// The shell finds no go.
    case goMissing
    /// The module cache cannot be written.
    case cacheFails
  }

  package var kind: Kind
  /// What it is about, in go's words: a module, a package, a release; nil where the text names none.
  package var subject: String?
  /// What go itself advises to run; nil for nothing.
  package var command: String?

  /// - Parameter message: what go said, behind `go: `, with the lines indented below it.
  package init?(_ message: [Substring]) {
    let whole = message.joined(separator: "\n")
    // A shell: `/bin/sh: 1: go: not found`.
    if whole == "not found" {
      kind = .goMissing
      return
    }
    guard let row = Self.rows.first(where: { $0.marks.allSatisfy(whole.contains) }) else {
      return nil
    }
    let subject = row.subject(whole[...])
    let isUnnamed = row.kind == .toolchainMissing && subject?.isLanguageVersion == true
    kind = isUnnamed ? .toolchainUnnamed : row.kind
    self.subject = subject.map { ServerText($0, limit: 300).text }
    command = message.dropFirst().lazy.map { $0.drop { $0 == " " || $0 == "\t" } }
      .last { $0.hasPrefix("go ") }.map { ServerText($0, limit: 300).text }
    if isUnnamed { command = "go mod edit -go=\(self.subject?.dropFirst(2) ?? "").0" }
  }

  private struct Row: Sendable {
    let kind: Kind
    /// All stand in the text.
    let marks: [String]
    /// The word behind this text is the subject; nil for none.
    let subjectAfter: String?

    init(_ kind: Kind, _ marks: String..., subjectAfter: String? = nil) {
      self.kind = kind
      self.marks = marks
      self.subjectAfter = subjectAfter
    }

    func subject(_ text: Substring) -> Substring? {
      guard let mark = subjectAfter, let place = text.firstRange(of: mark) else { return nil }
      let word = text[place.upperBound...].prefix { !" \n\t;,)".contains($0) }
      let subject = word.hasSuffix(":") ? word.dropLast() : word
      return subject.isEmpty ? nil : subject
    }
  }

  /// The first that fits counts.
  private static let rows: [Row] = [
    Row(.goSumDiffers, "checksum mismatch", "\tgo.sum:", subjectAfter: "verifying "),
    Row(.goSumDiffers, "checksum mismatch", " go.sum:", subjectAfter: "verifying "),
    Row(.goSumLacks, "missing go.sum entry for go.mod file"),
    Row(.goSumLacks, "missing go.sum entry", subjectAfter: "providing package "),
    Row(.goSumLacks, "missing go.sum entry"),
    Row(.goSumLacks, "updates to go.sum needed"),
    Row(.notRequired, "no required module provides package ", subjectAfter: "provides package "),
    Row(
      .packageMissing, " found", "but does not contain package ",
      subjectAfter: "not contain package "),
    Row(.otherPath, "module declares its path as", subjectAfter: "module declares its path as: "),
    Row(.otherPath, "module path must match major version"),
    Row(.otherPath, "should be v0 or v1, not v"),
    Row(.goModOutdated, "updates to go.mod needed"),
    Row(.goModOutdated, "cannot update go.mod"),
    Row(.vendorOutdated, "inconsistent vendoring"),
    Row(.vendorOutdated, "disabled by -mod=vendor"),
    Row(.vendorOutdated, "due to -mod=vendor"),
    Row(.noGoMod, "go.mod file not found"),
    Row(.noGoMod, "cannot find main module"),
    Row(.toolchainMissing, "toolchain not available", subjectAfter: "download "),
    Row(.goTooOld, "requires go >= ", "; GOTOOLCHAIN=local", subjectAfter: "requires go >= "),
    Row(.goTooOld, "requires go1.", "; GOTOOLCHAIN=local", subjectAfter: "requires "),
    Row(.sumdbRefused, "invalid GOSUMDB"),
    Row(.sumdbRefused, "missing GOSUMDB"),
    Row(.goMissing, "command not found"),
    Row(.goMissing, "Command not found"),
    Row(.cacheFails, "no space left on device"),
    Row(.cacheFails, "read-only file system"),
    Row(.cacheFails, "disk quota exceeded"),
    Row(.cacheFails, "could not create module cache"),
    Row(.cacheFails, "permission denied", "mkdir "),
    Row(.cacheFails, "permission denied", "open "),
  ]
}

extension Substring {
  /// `go1.23`: since 1.21 the first release of it is `go1.23.0`.
  fileprivate var isLanguageVersion: Bool {
    guard hasPrefix("go1."), let minor = Int(dropFirst(4)) else { return false }
    return minor >= 21
  }
}
