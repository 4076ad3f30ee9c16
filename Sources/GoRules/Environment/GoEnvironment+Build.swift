/// Settings for compilers and for the Go runtime, which matter to downloads only where go dies of them.
extension GoEnvironment {
  /// runtime/mgcpacer.go `readGOMEMLIMIT`, crypto/internal/fips140: of the environment alone.
  var refusalOfRuntime: String? {
    let limit = variables["GOMEMLIMIT"] ?? ""
    if !["", "off"].contains(limit), !Self.isByteCount(Array(limit.utf8)[...]) {
      return "GOMEMLIMIT=\(limit)\n"
        + "fatal error: malformed GOMEMLIMIT; see `go doc runtime/debug.SetMemoryLimit`"
    }
    let mode = debugSettings.last { $0.name == "fips140" }?.value ?? ""
    if !["", "off", "on", "only", "debug"].contains(mode) {
      return "panic: fips140: unknown GODEBUG setting fips140=\(mode)"
    }
    return nil
  }

  /// runtime/string.go `parseByteCount`: `512`, `512B`, `512MiB`.
  private static func isByteCount(_ text: ArraySlice<UInt8>) -> Bool {
    let digits = text.prefix { (0x30...0x39).contains($0) }
    guard let number = Int64(digits.text) else { return false }
    let power: Int64
    switch text.dropFirst(digits.count).text {
    case "", "B": power = 0
    case "KiB": power = 1
    case "MiB": power = 2
    case "GiB": power = 3
    case "TiB": power = 4
    default: return false
    }
    return number <= Int64.max >> (power * 10)
  }

  /// internal/buildcfg `Check`: of the environment alone, for whatever machine is built. A later go may know more.
  var refusalOfArchitecture: String? {
    guard (release ?? 0) <= Self.presentRelease else { return nil }
    for (key, values) in Self.architectures {
      guard let value = variables[key], !value.isEmpty, !values.contains(value) else { continue }
      return "invalid \(key): must be \(values.joined(separator: ", "))"
    }
    guard let value = variables["GOARM64"], !value.isEmpty, !Self.isARM64(value) else { return nil }
    return "invalid GOARM64: must start with v8.{0-9} or v9.{0-5} and may optionally end in "
      + "\",lse\" and/or \",crypto\""
  }

  private static let architectures: [(key: String, values: [String])] = [
    ("GOMIPS", ["hardfloat", "softfloat"]), ("GOMIPS64", ["hardfloat", "softfloat"]),
    ("GOPPC64", ["power8", "power9", "power10"]),
    ("GORISCV64", ["rva20u64", "rva22u64", "rva23u64"]),
  ]

  private static func isARM64(_ value: String) -> Bool {
    var rest = Substring(value)
    while let suffix = [",lse", ",crypto"].first(where: { rest.hasSuffix($0) }) {
      rest = rest.dropLast(suffix.count)
    }
    guard rest.count == 4, let minor = rest.last else { return false }
    return rest.hasPrefix("v8.") && ("0"..."9").contains(minor)
      || rest.hasPrefix("v9.") && ("0"..."5").contains(minor)
  }

  /// internal/buildcfg/exp.go `ParseGOEXPERIMENT`. Each release has experiments of its own, and only those of this one
  /// are known here.
  var refusalOfExperiments: String? {
    guard (release ?? Self.presentRelease) == Self.presentRelease else { return nil }
    for name in self["GOEXPERIMENT"].split(separator: ",") where name != "none" {
      let name = name.hasPrefix("no") ? name.dropFirst(2) : name
      if !Self.experiments.contains(name) { return "unknown GOEXPERIMENT \(name)" }
    }
    return nil
  }

  private static let experiments = Set(
    """
    fieldtrack preemptibleloops staticlockranking boringcrypto regabi regabiwrappers regabiargs heapminimum512kib
    arenas cgocheck2 loopvar newinliner dwarf5 jsonv2 greenteagc randomizedheapbase64 runtimefreegc
    sizespecializedmalloc simd runtimesecret mapsplitgroup
    """.split { $0 == " " || $0 == "\n" })

  /// internal/buildcfg `gofips140`, cmd/go/internal/fips140 `initVersion`. The versions are those that come with this
  /// release.
  var refusalOfFIPS: String? {
    let value = self["GOFIPS140"]
    if ["", "off", "latest", "inprocess", "certified"].contains(value) { return nil }
    guard (release ?? Self.presentRelease) == Self.presentRelease else { return nil }
    if variables["GOFIPS140"] == value, !Self.isFIPSVersion(value) {
      return "invalid GOFIPS140: must be off, latest, inprocess, certified, or v1.Y.Z"
    }
    if value.contains("/") || value.contains("\\") || value.contains("..") {
      return "malformed GOFIPS140 version \(goQuoted(value))"
    }
    if ["v1.0.0", "v1.0.0-c2097c7c", "v1.26.0"].contains(value) { return nil }
    return "unknown GOFIPS140 version \(goQuoted(value))"
  }

  /// `v1.Y.Z`, perhaps with `-rcN` or eight hexadecimal digits behind it.
  private static func isFIPSVersion(_ value: String) -> Bool {
    let parts = value.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let numbers = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    guard numbers.count == 3, numbers[0] == "v1", numbers.dropFirst().allSatisfy(isNumber) else {
      return false
    }
    guard parts.count > 1 else { return true }
    let suffix = parts[1]
    if suffix.hasPrefix("rc") { return isNumber(suffix.dropFirst(2)) }
    return suffix.utf8.count == 8
      && suffix.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }

  private static func isNumber(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
