import Foundation
import Testing
import Text

/// The configuration file: what is wrong is named with its place, and the template is right.
@Suite(.ownThreads) struct ConfigurationTests {
  @Test("The template is a configuration in which nothing is wrong and nothing changes")
  func template() throws {
    let bench = try ProgramBench()
    let template = try bench.run("config", "--template").output
    let file = try bench.write(template, to: "template.toml")
    let check = try bench.run("config", "check", "--config", file)
    #expect(check.errors == "")
    #expect(check.code == 0)
    // The keys of the defaults, and those that the template writes out.
    #expect(
      try bench.run("keys").output == bench.run("keys", "--config", file).output)
    // What is commented out is right too.
    let everything = template.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let isValue = line.hasPrefix("# ") && (line.contains(" = ") || line.hasPrefix("# [["))
      return isValue ? String(line.dropFirst(2)) : String(line)
    }
    let all = try bench.write(everything.joined(separator: "\n"), to: "all.toml")
    #expect(try bench.run("config", "check", "--config", all).errors == "")
  }

  @Test(arguments: [
    ("interval =\n", ":1:11: Error while parsing key-value pair"),
    ("theme = \"terminal\"\nintervall = \"5s\"\n", ":2:1: intervall: unknown key\n"),
    ("interval = \"soon\"\n", ":1:1: interval: expected a duration such as"),
    ("interval = true\n", ":1:1: interval: expected a duration such as \"500ms\""),
    ("interval = \"1ms\"\n", ":1:1: interval: must be at least 1s\n"),
    ("interval = \"0.1s\"\n", ":1:1: interval: "),
    ("interval = \"999ms\"\n", ":1:1: interval: must be at least 1s\n"),
    ("profiles = 1\n", ":1:1: profiles: expected a table, found an integer\n"),
    ("[profiles]\na = 1\n", ":2:1: profiles.a: expected a non-empty string, found an integer\n"),
    ("[profiles]\na = \"\"\n", ":2:1: profiles.a: expected a non-empty string, found \"\"\n"),
    ("[profiles]\na = \"direct\"\nb = \",\"\n", ":3:1: profiles.b: GOPROXY list is not the empty"),
    ("[profiles]\na = \"ftp://h\"\n", ":2:1: profiles.a: invalid proxy URL scheme"),
    (
      "[profiles]\na = \"https://a.example;https://b.example\"\n",
      ":2:1: profiles.a: expected one URL; `;` does not separate mirrors"
    ),
    (
      "[[mirror]]\nurl = \"https://a.example;b.example\"\n",
      ":2:1: mirror.url: expected one URL; `;` does not separate mirrors"
    ),
    (
      "[[mirror]]\nurl = \"https://a.example,https://b.example\"\n",
      ":2:1: mirror.url: expected one URL; `,` does not separate mirrors"
    ),
    (
      "[thresholds]\nfall = \"x\"\n",
      ":2:1: thresholds.fall: expected an integer, found \"x\"\n"
    ),
    ("[thresholds]\nfall = 0\n", ":2:1: thresholds.fall: must be between 1 and 1000\n"),
    ("thresholds = 1\n", ":1:1: thresholds: expected a table, found an integer\n"),
    ("theme = \"\"\n", ":1:1: theme: expected a non-empty string, found \"\"\n"),
    ("language = \"\"\n", ":1:1: language: expected \"en\" or \"zh\", found \"\"\n"),
    ("goproxy = 4\n", ":1:1: goproxy: expected a non-empty string, found an integer\n"),
    ("[keys]\nquit = [\"q\", \"Strg\"]\n", ":2:14: keys.quit: expected a key such as"),
    ("[keys]\nfly = \"f\"\n", ":2:1: keys.fly: unknown action\n"),
    ("[[mirror]]\nname = \"x\"\n", ":1:1: mirror.url: missing\n"),
    (
      "[[mirror]]\nname = \"x\"\nurl = \"https://a.example\"\n"
        + "[[mirror]]\nname = \"x\"\nurl = \"https://b.example\"\n",
      ":5:1: mirror.name: another mirror is already named x\n"
    ),
    ("[[mirror]]\nurl = \"ftp://h\"\n", ":2:1: mirror.url: invalid proxy URL scheme"),
    (
      "canaries = [\"a.example/m@v1.0.0\",\n  \"text\"]\n",
      ":2:3: canaries: expected a list of \"MODULE@VERSION\", found \"text\"\n"
    ),
    ("[[hook]]\nname = \"x\"\n", ":1:1: hook: expected one of command, url and desktop\n"),
    ("[hook]\nname = \"x\"\n", ":1:2: hook: expected [[hook]], found a table\n"),
    ("[[hook]]\ndesktop = true\n", ":1:1: hook.name: missing\n"),
    (
      "[[hook]]\nname = \"x\"\ndesktop = true\ncommand = \"true\"\n",
      ":3:1: hook: expected one of command, url and desktop\n"
    ),
    ("[[hook]]\nname = \"a b\"\n", ":2:1: hook.name: expected letters, digits, `-`, `_` and `.`"),
    (
      "[[hook]]\nname = \"x\"\ndesktop = true\n[[hook]]\nname = \"x\"\ndesktop = true\n",
      ":5:1: hook.name: another hook is already named x\n"
    ),
    ("[[hook]]\nnam = \"x\"\n", ":2:1: hook.nam: unknown key\n"),
    (
      "[[hook]]\nname = \"x\"\non = [\"broken\", \"sad\"]\n",
      ":3:17: hook.on: expected a list of \"broken\", \"recovered\", \"failover\", \"down\", "
        + "\"certificate\", found \"sad\"\n"
    ),
    (
      "[[hook]]\non = \"sad\"\n",
      ":2:1: hook.on: expected a list of \"broken\", \"recovered\", \"failover\", \"down\", "
        + "\"certificate\", found \"sad\"\n"
    ),
    (
      "[[hook]]\nurl = \"${CHAT}\"\n",
      ":2:1: hook.url: expected $ and the name of a variable, nothing else\n"
    ),
    ("[[hook]]\non = []\n", ":2:1: hook.on: expected a list of \"broken\""),
    (
      "[[hook]]\nurl = \"chat.example/TOPSECRET\"\nname = \"x\"\n",
      ":2:1: hook.url: expected an http or https URL, \"$VARIABLE\" or \"@FILE\"\n"
    ),
    (
      "[[hook]]\nname = \"x\"\nurl = \"http://a\"\nsecret = \"TOPSECRET\"\n",
      ":4:1: hook.secret: only with format = \"feishu\" / format = \"dingtalk\"\n"
    ),
    (
      "[[hook]]\nname = \"x\"\ncommand = \"a\"\nformat = \"slack\"\n",
      ":4:1: hook.format: only with url\n"
    ),
    (
      "[[hook]]\nformat = \"teams\"\n",
      ":2:1: hook.format: expected \"json\", \"slack\", \"discord\", \"feishu\" or \"dingtalk\", found \"teams\"\n"
    ),
    (
      "[[hook]]\ncommand = []\n",
      ":2:1: hook.command: expected a list of words, or a line for /bin/sh\n"
    ),
    (
      "[[hook]]\ncommand = 3\n",
      ":2:1: hook.command: expected a list of words, or a line for /bin/sh, found"
    ),
    ("[[hook]]\nhold = \"2d\"\n", ":2:1: hook.hold: must be between 0s and 1d\n"),
    ("[[hook]]\ntimeout = \"1ms\"\n", ":2:1: hook.timeout: must be between 100ms and 1d\n"),
    ("[[hook]]\nretries = 21\n", ":2:1: hook.retries: must be between 0 and 20\n"),
    ("canaries = []\n", ":1:1: canaries: must be non-empty\n"),
    ("history_size = 1\n", ":1:1: history_size: must be between 16 and 65536\n"),
    (
      "columns = [\"state\", \"speed\"]\n",
      ":1:21: columns: expected a list of columns from state, now, usual, dns, tcp, tls, ttfb, "
        + "body, phases, p95, fail, history, found \"speed\"\n"
    ),
    ("columns = [\"state\", 3]\n", ":1:21: columns: expected a list of columns from state, now"),
    ("columns = []\n", ":1:1: columns: expected a list of columns from state, now"),
    ("columns = \"state\"\n", ":1:1: columns: expected a list of columns from state, now"),
  ])
  func namesTheProblem(text: String, problem: String) throws {
    let bench = try ProgramBench()
    let file = try bench.write(text, to: "config.toml")
    let check = try bench.run("config", "check", "--config", file)
    #expect(check.code == 2)
    #expect(check.errors.hasPrefix("goproxytop: \(file)\(problem)"), "\(check.errors)")
    // Every other command refuses it too, with the same words.
    let other = try bench.run("check", "--config", file)
    #expect(other.code == 2)
    #expect(other.errors.hasPrefix("goproxytop: \(file)\(problem)"))
  }

  @Test("Every problem is named, in the order of the file") func allProblems() throws {
    let bench = try ProgramBench()
    let file = try bench.write("zebra = 1\naardvark = 2\n", to: "config.toml")
    let lines = try bench.run("config", "check", "--config", file).errors.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.contains("zebra") == true)
  }

  @Test("The file of the user's folder is found, and a theme of one's own") func userFiles() throws
  {
    let bench = try ProgramBench()
    try bench.write("theme = \"mine\"\n", to: "xdg/goproxytop/config.toml")
    try bench.write("[roles]\nup = \"#00ff00 bold\"\n", to: "xdg/goproxytop/themes/mine.toml")
    let environment = ["XDG_CONFIG_HOME": bench.home.path + "/xdg"]
    #expect(try bench.run("themes", environment: environment).output.contains("* mine\n"))
    #expect(try bench.run("config", "check", environment: environment).code == 0)
    let theme = try bench.write("[roles]\nup = \"#00ff0\"\n", to: "xdg/goproxytop/themes/mine.toml")
    let broken = try bench.run("config", "check", environment: environment)
    #expect(broken.code == 2)
    #expect(broken.errors == "goproxytop: \(theme):2:1: roles.up: invalid colour '#00ff0'\n")
  }
}
