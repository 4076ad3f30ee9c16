import GoRules
import Testing

/// Settings, their file and its editing against the real go command.
struct GoEnvironmentTests {
  /// Cases about other parts of go: toolchain switching, option parsing, concurrent writers, and what
  /// a file system does.
  private static let elsewhere: Set<String> = [
    "go env VAR=x without -w", "go get -proxy flag", "40 concurrent go env -w of different keys",
    "-w same key twice", "file unreadable dir in place", "-w through a symlink",
    "go env GOPROXY inside a module that wants a newer go",
    "go env GOPROXY with GOTOOLCHAIN naming another version",
  ]

  private static var cases: [Conformance.Environment] {
    Conformance.cases(\.environment).filter { !elsewhere.contains($0.case) }
  }

  @Test func leavesOutOnlyWhatIsElsewhere() {
    #expect(Self.cases.count == 52 - Self.elsewhere.count)
  }

  @Test(arguments: cases)
  func settlesAsGoDoes(measured: Conformance.Environment) throws {
    var variables = ["HOME": "$HOME"]
    for (key, value) in measured.osEnv {
      variables[key] = value?.replacing("{TMP}", with: "/$HOME")
    }
    var disk: [String: [UInt8]] = ["rel-env": Array("GOPROXY=https://rel\n".utf8)]
    disk["/$HOME/xdg/go/env"] = Array("GOPROXY=https://xdg\n".utf8)
    disk["$HOME/.config/go/env"] = try measured.file.map(bytes)
    for (number, step) in measured.steps.enumerated() {
      // The second step of that case removes the variable.
      if measured.case == "GOENV=relative path", number == 1 { variables["GOENV"] = nil }
      try perform(step, of: measured, variables, &disk)
    }
    if let after = measured.fileAfter {
      let expected = after.hasPrefix("'") ? try bytes(after) : Array(after.utf8)
      #expect(disk["$HOME/.config/go/env"] == expected)
    }
  }

  private func perform(
    _ step: Conformance.Environment.Step, of measured: Conformance.Environment,
    _ variables: [String: String], _ disk: inout [String: [UInt8]]
  ) throws {
    let location = GoEnvLocation(variables: variables)
    let file = location.path.flatMap { disk[$0] }.map { GoEnvFile(bytes: $0) }
    let go = GoEnvironment(
      variables: variables, userFile: file, installation: installation(measured.case))
    let words = step.cmd.split(separator: " ", maxSplits: 3).map(String.init)
    switch (words[1], words[2]) {
    case ("env", "-w"):
      // Values of the record hold no space.
      let changes = step.cmd.split(separator: " ").dropFirst(3).map { change in
        let parts = change.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (key: String(parts[0]), value: String?.some(String(parts[1])))
      }
      #expect(write(changes, variables, file, &disk) == step.err)
    case ("env", "-u"):
      var edited = file ?? GoEnvFile(bytes: [])
      edited.set(words[3], to: nil)
      disk[location.path ?? ""] = edited.bytes
    case ("env", "-changed"), ("env", "-json"):
      break
    case ("env", "GOENV"):
      #expect((location.path ?? "").replacing("/$HOME", with: "$HOME") == step.out)
    case ("env", let key):
      #expect(go[key] == step.out)
    default:
      let error = #expect(throws: ChainError.self) { try go.chain() }
      #expect(step.err.hasSuffix(error?.text ?? "nothing thrown"))
    }
  }

  /// Writes as `go env -w` does; returns what it prints.
  private func write(
    _ changes: [(key: String, value: String?)], _ variables: [String: String], _ file: GoEnvFile?,
    _ disk: inout [String: [UInt8]]
  ) -> String {
    var edited = file ?? GoEnvFile(bytes: [])
    for change in changes {
      if let refusal = edited.refusal(toWrite: change.key, change.value ?? "") {
        return "go: \(refusal)"
      }
    }
    edited.set(changes)
    switch GoEnvLocation.forWriting(variables: variables) {
    case .file(let path):
      disk[path] = edited.bytes
      return ""
    case .off: return "off"
    case .unavailable(let text): return "go: cannot find go env config: \(text)"
    }
  }

  private func installation(_ name: String) -> GoEnvironment.Installation {
    switch name {
    case "GOROOT/go.env changed": .file(GoEnvFile(bytes: Array("GOPROXY=https://goroot\n".utf8)))
    case "GOROOT/go.env missing": .withoutFile
    default:
      .file(
        GoEnvFile(
          bytes: Array(
            "# comment\nGOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\n".utf8)))
    }
  }

  /// The bytes that Python's `repr` shows.
  private func bytes(_ python: String) throws -> [UInt8] {
    var text = python[...]
    if text.hasPrefix("b") { text = text.dropFirst() }
    var rest = text.dropFirst().dropLast().utf8[...]
    var bytes: [UInt8] = []
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "t"): bytes.append(0x09)
      case UInt8(ascii: "x"):
        bytes.append(try #require(UInt8(String(Substring(rest.prefix(2))), radix: 16)))
        rest = rest.dropFirst(2)
      case let other?: bytes.append(other)
      case nil: break
      }
    }
    return bytes
  }

  @Test func tellsTheSource() {
    let file = GoEnvFile(bytes: Array("GOPROXY=\n".utf8))
    let variables = ["GOPROXY": ""]
    let hidden = GoEnvironment(variables: variables, userFile: file)
    #expect(hidden.goproxy == GoproxySetting(value: "", source: .goEnvFile))
    let standard = GoEnvironment(variables: variables, userFile: nil)
    #expect(standard.goproxy.source == .default)
    #expect(standard.goproxy.value == "https://proxy.golang.org,direct")
    #expect(GoEnvironment(variables: ["GOPRIVATE": "a"], userFile: nil).gonosumdb == "a")
    let cancelled = ["GOPRIVATE": "a", "GONOPROXY": "none"]
    #expect(GoEnvironment(variables: cancelled, userFile: nil).gonoproxy == "none")
  }

  @Test func findsTheFile() {
    #expect(GoEnvLocation(variables: ["GOENV": "off", "HOME": "/h"]) == .off)
    #expect(
      GoEnvLocation.forWriting(variables: ["GOENV": "off", "HOME": "/h"])
        == .file("/h/.config/go/env"))
    #expect(
      GoEnvLocation(variables: ["HOME": "/h"], platform: .macOS)
        == .file("/h/Library/Application Support/go/env"))
    #expect(
      GoEnvLocation(variables: ["XDG_CONFIG_HOME": "/x/", "HOME": "/h"]) == .file("/x/go/env"))
  }
}
