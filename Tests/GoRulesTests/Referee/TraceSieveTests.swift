import GoRules
import Testing

/// What go writes to standard error without the lines of `-x`.
@Suite struct TraceSieveTests {
  /// As go1.27 prints them; the lines with `>` before them are the user's.
  private static let printed = """
    >go: downloading example.com/m v1.0.0
    # get http://127.0.0.1:1/example.com/m/@v/v1.0.0.zip
    # get http://127.0.0.1:1/example.com/m/@v/v1.0.0.zip: 502 Bad Gateway (0.001s)
    mkdir -p /home/gopher/go/pkg/mod/cache/vcs # git https://example.com/m
    # lock /home/gopher/go/pkg/mod/cache/vcs/0123.lock
    git ls-remote -q --end-of-options https://example.com/m
    0.004s # git ls-remote -q --end-of-options https://example.com/m
    cd /home/gopher/go/pkg/mod/cache/vcs/0123; git tag -l
    0.001s # cd /home/gopher/go/pkg/mod/cache/vcs/0123; git tag -l
    >go: example.com/m@v1.0.0: git ls-remote -q https://example.com/m: exit status 128:
    >\tfatal: unable to access
    WORK=/tmp/go-build12
    mkdir -p $WORK/b001/
    cat >/tmp/go-build12/b001/importcfg << 'EOF' # internal
    # import config
    packagefile fmt=/tmp/go-build12/b002/_pkg_.a
    EOF
    cd /home/gopher/m
    git status --porcelain
    TERM='dumb' gcc -I ./ -fPIC -o $WORK/b001/_x.o -c _cgo_export.c
    /usr/lib/go/pkg/tool/linux_amd64/compile -o $WORK/b001/_pkg_.a -trimpath "$WORK/b001=>" ./m.go
    >./m.go:3:5: undefined: y
    ># example.com/m
    >$WORK/b001/_cgo_gotypes.go:3:4: undefined: z
    go tool buildid -w $WORK/b001/_pkg_.a # internal
    cp $WORK/b001/_pkg_.a /root/.cache/go-build/ab/cd-d # internal
    $WORK/b001/m.test -test.paniconexit0 -test.timeout=10m0s
    rm -rf $WORK/b001/
    cd .
    /c/73/73db1d36262fd009b91aac399cdbeb5445198eb4c188470e4c733f2e1632ce9b-d/m -flag
    # ignoring directory /home/gopher/m/x
    >a line of the program that was run
    """

  private static let (all, own): (String, String) = {
    let lines = printed.split(separator: "\n").map(String.init)
    let all = lines.map { $0.hasPrefix(">") ? String($0.dropFirst()) : $0 }
    let own = lines.filter { $0.hasPrefix(">") }.map { String($0.dropFirst()) }
    return (all.map { $0 + "\n" }.joined(), own.map { $0 + "\n" }.joined())
  }()

  /// What is shown where so many bytes come at a time, and the lines that are read.
  private static func pass(
    _ text: String, by count: Int, hides: Bool = true
  ) -> (shown: String, read: [String]) {
    var sieve = TraceSieve(hides: hides)
    var (shown, read): ([UInt8], [String]) = ([], [])
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      shown += sieve.take(rest.prefix(count)) { read.append(String($0)) }
      rest = rest.dropFirst(count)
    }
    shown += sieve.finish { read.append(String($0)) }
    return (String(decoding: shown, as: UTF8.self), read)
  }

  @Test(arguments: [1, 7, 4096]) func onlyTheUsersLinesAreShown(count: Int) {
    let (shown, read) = Self.pass(Self.all, by: count)
    #expect(shown == Self.own)
    #expect(read == Self.all.split(separator: "\n").map(String.init))
    #expect(Self.pass(Self.all, by: count, hides: false).shown == Self.all)
  }

  @Test func bytesAreNotChanged() {
    let bytes = (0...255).map { UInt8($0) } + [10, 0xFF, 0xFE, 10]
    var sieve = TraceSieve(hides: true)
    #expect(Array(sieve.take(bytes[...]) { _ in }) == bytes)
    // A line too long to be one of a request is shown as it comes, and not kept.
    let long = [UInt8](repeating: 65, count: 100_000)
    #expect(sieve.take(long[...]) { _ in }.count == 100_000)
    #expect(sieve.take(long[...]) { _ in }.count == 100_000)
    #expect(sieve.finish { _ in }.isEmpty)
  }

  @Test func whatAsksAPersonIsShownBeforeItsLineEnds() {
    var sieve = TraceSieve(hides: true)
    #expect(sieve.take(Array("Username: ".utf8)[...]) { _ in }.isEmpty)
    #expect(String(decoding: sieve.waiting(), as: UTF8.self) == "Username: ")
    #expect(
      String(decoding: sieve.take(Array("x\n# get y\n".utf8)[...]) { _ in }, as: UTF8.self) == "x\n"
    )
    // What may become a line of -x waits.
    for begun in ["# g", "# get http", "cd /x", "0.0"] {
      #expect(sieve.take(Array(begun.utf8)[...]) { _ in }.isEmpty)
      #expect(sieve.waiting().isEmpty, "\(begun)")
      _ = sieve.take([10][...]) { _ in }
    }
  }
}
