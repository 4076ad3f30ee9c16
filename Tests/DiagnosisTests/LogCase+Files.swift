import Diagnosis
import GoRules

extension LogCase {
  /// What go says of its own files and settings, by which no mirror is to blame.
  static let files: [LogCase] = [
    LogCase(
      name: "go.sum lacks a module",
      log: """
        main.go:2:8: missing go.sum entry for module providing package a.example/x (imported by m); to add:
        \tgo get m

        """, causes: ["go-sum-entry-missing"], side: .you, says: "go.sum lacks a.example/x",
      fix: "go get m", next: []),
    LogCase(
      name: "go.sum has another sum",
      log: """
        go: downloading a.example/x v1.0.0
        verifying a.example/x@v1.0.0: checksum mismatch
        \tdownloaded: h1:/dHPyNMFAMbweSBxPdAhbe96+i3d8JWD5MMJGs1Zio8=
        \tgo.sum:     h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=

        SECURITY ERROR
        This download does NOT match an earlier download recorded in go.sum.

        """, causes: ["go-sum-mismatch"], side: .mirror, confidence: .medium,
      says: "what came of a.example/x@v1.0.0"),
    LogCase(
      name: "the database has another sum",
      log: """
        go: a.example/x@v1.0.0: verifying module: checksum mismatch
        \tdownloaded: h1:/dHPyNMFAMbweSBxPdAhbe96+i3d8JWD5MMJGs1Zio8=
        \tsum.golang.org: h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=

        """, causes: ["checksum-mismatch"], side: .mirror, confidence: .medium),
    LogCase(
      name: "a package that go.mod does not require",
      log: "main.go:2:8: no required module provides package a.example/x; to add it:\n"
        + "\tgo get a.example/x\n", causes: ["module-not-required"], side: .you,
      says: "package a.example/x", fix: "go get a.example/x"),
    LogCase(
      name: "a package that the module lacks",
      log: """
        go: m imports
        \ta.example/missing/y: module a.example@latest found (v1.0.0), but does not contain package \
        a.example/missing/y

        """, causes: ["package-not-found"], side: .you, says: "package a.example/missing/y"),
    LogCase(
      name: "go.mod", log: "go: updates to go.mod needed; to update it:\n\tgo mod tidy\n",
      causes: ["go-mod-outdated"], side: .you, fix: "go mod tidy"),
    LogCase(
      name: "vendor",
      log: """
        go: inconsistent vendoring in /home/user/m:
        \ta.example/x@v1.0.0: is explicitly required in go.mod, but not marked as explicit in \
        vendor/modules.txt

        \tTo ignore the vendor directory, use -mod=readonly or -mod=mod.

        """, causes: ["vendor-outdated"], side: .you, fix: "go mod vendor"),
    LogCase(
      name: "the module has another path",
      log: """
        go: a.example/x@v1.0.0: parsing go.mod:
        \tmodule declares its path as: b.example/x
        \t        but was required as: a.example/x

        """, causes: ["module-path-mismatch"], side: .you),
    LogCase(
      name: "a toolchain that no entry has",
      log: "go: downloading go1.99.1 (linux/amd64)\n"
        + "go: download go1.99.1 for linux/amd64: toolchain not available\n",
      causes: ["toolchain-not-available"], side: .chain, says: "the toolchain go1.99.1"),
    LogCase(
      name: "a language version is no toolchain",
      log: "go: download go1.23 for linux/amd64: toolchain not available\n",
      causes: ["toolchain-unnamed"], side: .you, says: "go1.23 is no toolchain: its first one is",
      fix: "go mod edit -go=1.23.0"),
    LogCase(
      name: "a toolchain that is not fetched",
      log: "go: go.mod requires go >= 1.99.0 (running go 1.27.3; GOTOOLCHAIN=local)\n",
      causes: ["go-too-old"], side: .you, says: "go 1.99.0 or newer",
      fix: "go env -w GOTOOLCHAIN=auto"),
    LogCase(
      name: "GOSUMDB",
      log: "go: a.example/x@v1.0.0: verifying go.mod: invalid GOSUMDB: malformed verifier id\n",
      causes: ["gosumdb-refused"], side: .you, fix: "go env -u GOSUMDB"),
    LogCase(
      name: "GOPROXY",
      log:
        "go: a.example/x@v1.0.0: GOPROXY list is not the empty string, but contains no entries\n",
      causes: ["goproxy-refused"], side: .you, fix: "go env -u GOPROXY"),
    LogCase(
      name: "GOVCS",
      log: "go: a.example/x.git@v1.0.0: GOVCS disallows using git for public "
        + "a.example/x.git; see 'go help vcs'\n", goproxy: "direct", causes: ["vcs-forbidden"],
      side: .you, entry: 0, says: "GOVCS disallows using git"),
    LogCase(
      name: "no git",
      log: "go: missing Git command. See https://go.dev/s/gogetcmd\n"
        + "go: a.example/x.git@v1.0.0: no secure protocol found for repository\n",
      goproxy: "direct", causes: ["git-missing"], side: .machine, entry: 0),
    LogCase(
      name: "no go", log: "/bin/sh: 1: go: not found\n", causes: ["go-not-found"], side: .machine),
    LogCase(
      name: "a full disk",
      log:
        "go: a.example/x@v1.0.0: write /go/pkg/mod/cache/download/x.zip1.tmp: no space left on device\n",
      causes: ["module-cache"], side: .machine),
    LogCase(
      name: "a request fails, and go.sum then lacks the module",
      log: """
        go: a.example/x@v1.0.0: missing go.sum entry for go.mod file; to add it:
        \tgo mod download a.example/x
        go: a.example/y@v1.0.0: reading http://127.0.0.1:8002/b/a.example/y/@v/v1.0.0.info: 502 Bad Gateway

        """, causes: ["status", "go-sum-entry-missing"], side: .mirror, confidence: .medium,
      entry: 1,
      says: "HTTP 502 Bad Gateway, and it is the last entry"),
  ]
}
