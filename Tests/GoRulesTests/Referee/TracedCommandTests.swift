import GoRules
import Testing

/// How a command line is made to say what go asks, and which are left as they are.
@Suite struct TracedCommandTests {
  @Test(arguments: [
    ("go mod download", "go mod download -x", TracedCommand.Trace.added),
    ("/usr/lib/go/bin/go build ./...", "/usr/lib/go/bin/go build -x ./...", .added),
    ("go1.27.3 test -run X ./...", "go1.27.3 test -x -run X ./...", .added),
    ("gotip get a.example/m", "gotip get -x a.example/m", .added),
    ("go list -json ./...", "go list -x -json ./...", .added),
    ("go mod download -json", "go mod download -x -json", .added),
    // -C has to stay first, before the command and after it.
    ("go -C dir mod tidy", "go -C dir mod tidy -x", .added),
    ("go build -C dir -v", "go build -C dir -x -v", .added),
    ("go build -C=dir -v", "go build -C=dir -x -v", .added),
    ("go run . a", "go run -x . a", .added),
    ("go mod download -x", "go mod download -x", .own),
    ("go build --x=false .", "go build --x=false .", .own),
    // It may be an argument of the program: better not seen than hidden.
    ("go run . -x", "go run . -x", .own),
    // These print elsewhere, or have none.
    ("go test -json ./...", "go test -json ./...", .none),
    ("go build -n .", "go build -n .", .none),
    ("go mod vendor", "go mod vendor", .none),
    ("go fmt ./...", "go fmt ./...", .none),
    ("go", "go", .none),
    ("go mod", "go mod", .none),
    ("go -C", "go -C", .none),
    ("make build", "make build", .inherited),
    ("gofmt -x", "gofmt -x", .inherited),
    ("go1.sh build", "go1.sh build", .inherited),
  ])
  func words(line: String, traced: String, trace: TracedCommand.Trace) {
    let command = TracedCommand(line.split(separator: " ").map(String.init), flags: "-mod=mod")
    #expect(command.words.joined(separator: " ") == traced)
    #expect(command.trace == trace)
    #expect(command.flags == (trace == .inherited ? "-x -mod=mod" : nil))
  }

  @Test func flagsThatTraceAlreadyAreTheUsersOwn() {
    for line in ["go mod download", "make"] {
      let command = TracedCommand(line.split(separator: " ").map(String.init), flags: "-v -x")
      #expect(command.trace == .own)
      #expect(command.flags == nil)
      #expect(command.words.joined(separator: " ") == line)
    }
    #expect(TracedCommand(["make"], flags: "").flags == "-x")
  }
}
