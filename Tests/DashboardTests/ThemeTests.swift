import Dashboard
import Testing
import Themes

@Suite("Themes")
struct ThemeTests {
  /// The few forms of TOML that the built-in files use; the program reads them with a real parser.
  static func read(_ text: String) -> (palette: [String: String], roles: [String: String]) {
    var tables: [String: [String: String]] = [:]
    var table = ""
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      if line.hasPrefix("[") {
        table = String(line.dropFirst().dropLast())
      } else {
        let parts = line.split(separator: "=", maxSplits: 1)
        let key = String(parts[0].filter { $0 != " " })
        tables[table, default: [:]][key] = String(parts[1].dropFirst(2).dropLast())
      }
    }
    return (tables["palette"] ?? [:], tables["roles"] ?? [:])
  }

  static func theme(_ name: String, _ text: String) -> Theme {
    let (palette, roles) = read(text)
    let (theme, problems) = Theme.parse(name: name, palette: palette, roles: roles)
    #expect(problems.isEmpty, "\(name): \(problems)")
    #expect(Set(roles.keys) == Set(Role.allCases.map(\.rawValue)), "\(name)")
    return theme
  }

  @Test("At least ten themes, each names every role and has no error")
  func builtin() {
    #expect(BuiltinThemes.all.count >= 10)
    for (name, text) in BuiltinThemes.all { _ = Self.theme(name, text) }
  }

  @Test("The file of the default theme says what the program has built in")
  func terminal() {
    for (name, text) in BuiltinThemes.all where name == "terminal" {
      #expect(Self.theme(name, text) == Theme.terminal)
    }
    #expect(BuiltinThemes.all.first?.name == "terminal")
  }

  @Test("Up, degraded and down are painted apart at every depth, also in the selected row")
  func statesDiffer() {
    for (name, text) in BuiltinThemes.all {
      let theme = Self.theme(name, text)
      for depth in ColourDepth.allCases where depth != .mono && name != "mono" {
        let paints = [Role.up, .degraded, .down].map { theme.paint($0, [], depth: depth) }
        #expect(Set(paints).count == 3, "\(name) \(depth)")
      }
      for depth in ColourDepth.allCases {
        #expect(
          theme.paint(.text, .selected, depth: depth) != theme.paint(.text, [], depth: depth),
          "\(name) \(depth)")
        let paint = theme.paint(.down, .selected, depth: depth)
        #expect(!paint.attributes.contains(.selected))
      }
    }
  }

  @Test("Without colour there are attributes only")
  func mono() {
    for (name, text) in BuiltinThemes.all {
      let theme = Self.theme(name, text)
      for role in Role.allCases {
        let paint = theme.paint(role, [], depth: .mono)
        #expect(paint.foreground == .terminalDefault && paint.background == .terminalDefault)
      }
    }
  }

  @Test("Colours, fallbacks and attributes are read")
  func parse() {
    let (theme, problems) = Theme.parse(
      name: "x", palette: ["blue": "#0072b2/33/bright-blue"],
      roles: ["up": "blue on 236 bold underline", "down": "bright-red", "local": "#102030"])
    #expect(problems.isEmpty)
    let up = theme.style(.up)
    #expect(up.attributes == [.bold, .underline])
    #expect(up.foreground.resolved(at: .trueColour) == .rgb(red: 0, green: 0x72, blue: 0xB2))
    #expect(up.foreground.resolved(at: .indexed256) == .indexed(33))
    #expect(up.foreground.resolved(at: .ansi16) == .ansi(12))
    #expect(up.foreground.resolved(at: .ansi8) == .ansi(4))
    #expect(up.background?.resolved(at: .indexed256) == .indexed(236))
    #expect(theme.style(.down).foreground.resolved(at: .trueColour) == .ansi(9))
    // 0x10, 0x20, 0x30 lies nearest to the grey 234 (0x1c).
    #expect(theme.style(.local).foreground.resolved(at: .indexed256) == .indexed(234))
  }

  @Test("What is wrong is named by its key, and the role keeps its look")
  func problems() {
    let (theme, problems) = Theme.parse(
      name: "x", palette: ["bad": "#12345"],
      roles: ["up": "bad", "nobody": "red", "down": "red on", "key": "red loud", "tls": "red/x"])
    #expect(
      problems.map(\.key) == [
        "palette.bad", "roles.down", "roles.key", "roles.nobody", "roles.tls", "roles.up",
      ])
    #expect(theme.styles == Theme.terminal.styles)
  }

  @Test("A btop theme is used as it is")
  func btop() {
    let text = """
      # comment
      theme[main_bg]="#282828"
      theme[main_fg]="#ebdbb2"
      theme[title]=""
      theme[hi_fg]="250 189 47"
      theme[selected_bg]="#3c3836"
      theme[selected_fg]="#fabd2f" # after it
      theme[inactive_fg]="#50"
      theme[temp_end]="#zz"
      """
    let (theme, problems) = Theme.parseBtop(name: "gruvbox", text: text)
    #expect(problems.map(\.key) == ["temp_end"])
    let plain = theme.paint(.text, [], depth: .trueColour)
    #expect(plain.foreground == .rgb(red: 0xEB, green: 0xDB, blue: 0xB2))
    #expect(plain.background == .rgb(red: 0x28, green: 0x28, blue: 0x28))
    #expect(theme.paint(.title, [], depth: .trueColour).foreground == .terminalDefault)
    #expect(
      theme.paint(.key, [], depth: .trueColour).foreground
        == .rgb(red: 250, green: 189, blue: 47))
    #expect(
      theme.paint(.muted, [], depth: .trueColour).foreground
        == .rgb(red: 0x50, green: 0x50, blue: 0x50))
    #expect(
      theme.paint(.text, .selected, depth: .trueColour).background
        == .rgb(red: 0x3C, green: 0x38, blue: 0x36))
  }
}
