// swift-tools-version: 6.1
import PackageDescription

// A module here buys a ban that the compiler enforces (no C, no I/O, no screen); see README, "How it is built".

let swift: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]
// The program's own modules do without regular expressions, whose module every file imports unasked: whatever is
// called from it brings all of it along, 2 MB. Of functions in sections of their own the linker leaves out those that
// nobody calls.
let lean: [SwiftSetting] =
  swift + [
    .unsafeFlags([
      "-Xfrontend", "-disable-implicit-string-processing-module-import",
      "-Xfrontend", "-function-sections",
    ])
  ]
// Without the loops over every byte or probe, size is worth more than speed.
let small: [SwiftSetting] = lean + [.unsafeFlags(["-Osize"], .when(configuration: .release))]

// Nobody looks symbols up in the program: without them the linker leaves out more.
let lld: [LinkerSetting] = [.unsafeFlags(["-use-ld=lld", "-Xlinker", "--no-export-dynamic"])]

let package = Package(
  name: "goproxytop",
  products: [.executable(name: "goproxytop", targets: ["goproxytop"])],
  targets: [
    // What the go command does with GOPROXY: pure, knows no probe, no health and no screen.
    // Optimized in tests too: it reads every byte that a mirror sends, megabytes of it in some of them.
    .target(
      name: "GoRules",
      swiftSettings: lean + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
    // What is concluded from probes, and what is made of the record: pure, time is an argument.
    .target(
      name: "Health", dependencies: ["GoRules"], swiftSettings: small,
      linkerSettings: [.linkedLibrary("m")]),
    .target(name: "Record", dependencies: ["GoRules", "Health"], swiftSettings: small),
    // The doctor's tree: facts in, what to try next or findings out. Pure.
    .target(name: "Diagnosis", dependencies: ["GoRules", "Health"], swiftSettings: small),
    // What Prometheus is told of it. Pure.
    .target(
      name: "Metrics", dependencies: ["GoRules", "Health"],
      resources: [
        .embedInCode("Files/rules.yml"), .embedInCode("Files/grafana.json"),
        .embedInCode("Files/goproxytop.service"),
      ], swiftSettings: small),
    // What many agents say, as their Prometheus tells it: answers in, one picture of all out. Pure.
    .target(name: "Fleet", dependencies: ["GoRules", "Health"], swiftSettings: small),
    // What is said, in every language: for screen, reports and logs alike.
    .target(
      name: "Text", dependencies: ["GoRules", "Health", "Record", "Diagnosis", "Fleet"],
      swiftSettings: small),
    // What every part below needs of the system: clocks, locks, threads, whole writes.
    .target(name: "Platform", dependencies: ["GoRules", "Health", "CLinux"], swiftSettings: lean),
    // What touches the world: one resource each.
    .target(
      name: "Probing",
      dependencies: [
        "GoRules", "Health", "Platform", "COpenSSL", "CGoTLS", "CZlib", "CLinux",
      ],
      swiftSettings: lean),
    .target(
      name: "History",
      dependencies: ["GoRules", "Health", "Record", "Platform", "CSQLite", "CLinux"],
      swiftSettings: small),
    // The core without a screen: monitor, probers, record and settings behind one loop.
    .target(
      name: "Watching",
      dependencies: [
        "GoRules", "Health", "Record", "Diagnosis", "Fleet", "Probing", "History", "Platform",
        "CLinux",
      ],
      swiftSettings: small),
    // Pages for programs, over HTTP.
    .target(
      name: "Serving", dependencies: ["GoRules", "Health", "Platform", "CMicrohttpd", "CLinux"],
      swiftSettings: small),
    .target(
      name: "Dashboard",
      dependencies: ["GoRules", "Health", "Record", "Diagnosis", "Fleet", "Text"],
      swiftSettings: small),
    .target(
      name: "Terminal",
      dependencies: ["Dashboard", "GoRules", "Platform", "CNcurses", "CLinux"],
      swiftSettings: small),
    .target(
      name: "MirrorLab",
      dependencies: ["GoRules", "Platform", "COpenSSL", "CNghttp2", "CLinux"],
      swiftSettings: small),
    .executableTarget(
      name: "goproxytop",
      dependencies: [
        "GoRules", "Health", "Record", "Diagnosis", "Fleet", "Text", "Platform", "Probing",
        "History", "Watching", "Metrics", "Serving", "Dashboard", "Terminal", "MirrorLab", "Themes",
        "CToml", "CLinux",
      ],
      swiftSettings: small,
      linkerSettings: lld + [
        // Full RELRO: nothing that the loader has filled in can be written afterwards.
        .unsafeFlags(["-Xlinker", "-z", "-Xlinker", "relro", "-Xlinker", "-z", "-Xlinker", "now"]),
        .unsafeFlags(["-Xlinker", "--strip-all"], .when(configuration: .release)),
      ]),
    // What the figures in README are measured with; see README, "Benchmark".
    .executableTarget(
      name: "Benchmark",
      dependencies: [
        "GoRules", "Health", "Record", "Fleet", "Metrics", "Platform", "Probing", "History",
        "Watching", "Serving", "MirrorLab", "CYardstick", "CLinux",
      ],
      swiftSettings: swift, linkerSettings: lld),
    .target(name: "CYardstick"),
    .target(
      name: "Themes", path: "Themes",
      resources: [.embedInCode("builtin")], swiftSettings: small),

    // C libraries of the system.
    .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(
      name: "CNghttp2", pkgConfig: "libnghttp2", providers: [.apt(["libnghttp2-dev"])]),
    // No pkgConfig: ncursesw.pc carries -D flags that SwiftPM refuses with a warning.
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    // What go's crypto/tls offers, chosen from OpenSSL's default provider.
    .target(name: "CGoTLS", linkerSettings: [.linkedLibrary("crypto")]),
    // libmicrohttpd, loaded by who serves alone.
    .target(name: "CMicrohttpd"),
    // What the Glibc module lacks: getopt_long, signalfd, eventfd, a longer tcp_info, the crash guard.
    .target(name: "CLinux"),
    .target(
      name: "CToml",
      cxxSettings: [.define("TOML_HEADER_ONLY", to: "0")],
      linkerSettings: [.linkedLibrary("tomlplusplus")]),

    .testTarget(
      name: "GoRulesTests", dependencies: ["GoRules"], resources: [.copy("Fixtures")],
      swiftSettings: swift),
    .testTarget(
      name: "HealthTests", dependencies: ["GoRules", "Health", "Record"], swiftSettings: swift),
    .testTarget(
      name: "DiagnosisTests", dependencies: ["GoRules", "Health", "Diagnosis", "Text"],
      swiftSettings: swift),
    .testTarget(
      name: "MetricsTests", dependencies: ["GoRules", "Health", "Metrics"], swiftSettings: swift),
    .testTarget(
      name: "ServingTests", dependencies: ["Serving", "Platform"], swiftSettings: swift),
    .testTarget(
      name: "FleetTests", dependencies: ["GoRules", "Health", "Fleet"], swiftSettings: swift),
    .testTarget(
      name: "RecordTests", dependencies: ["GoRules", "Health", "Record"], swiftSettings: swift),
    .testTarget(
      name: "ProbingTests",
      dependencies: [
        "Probing", "GoRules", "Health", "Record", "Platform", "MirrorLab", "TestServers",
        "CYardstick",
      ],
      swiftSettings: swift),
    .testTarget(
      name: "HistoryTests",
      dependencies: [
        "Platform", "History", "GoRules", "Health", "Record", "CSQLite", "HistoryWriter",
      ],
      resources: [.copy("Fixtures")], swiftSettings: swift),
    .testTarget(
      name: "WatchingTests",
      dependencies: [
        "Watching", "Diagnosis", "GoRules", "Health", "Record", "History", "Platform", "Probing",
        "MirrorLab",
      ],
      swiftSettings: swift),
    // A process that records without end, to be killed by the tests.
    .executableTarget(
      name: "HistoryWriter", dependencies: ["History", "GoRules", "Health", "Record"],
      path: "Tests/Support/HistoryWriter", swiftSettings: swift),
    .testTarget(
      name: "DashboardTests",
      dependencies: [
        "Dashboard", "Diagnosis", "Fleet", "GoRules", "Health", "Record", "Text", "Themes",
      ],
      exclude: ["Screens"], swiftSettings: swift),
    // A process that shows frames on its terminal, whose bytes the tests count.
    .executableTarget(
      name: "FrameShower", dependencies: ["Terminal", "Dashboard", "Platform"],
      path: "Tests/Support/FrameShower", swiftSettings: swift),
    // Shows the same mutated answers to the real go and to the program; see README, "Tests".
    .executableTarget(
      name: "Differential",
      dependencies: ["Platform", "MirrorLab", "CDifferential", "CNghttp2", "CZlib", "CLinux"],
      path: "Tests/Support/Differential", resources: [.embedInCode("Fixtures")],
      swiftSettings: swift),
    .target(
      name: "CDifferential", path: "Tests/Support/CDifferential",
      linkerSettings: [.linkedLibrary("ssl"), .linkedLibrary("crypto")]),
    // Servers that tests alone need: forward proxies to the embedded mirrors.
    .target(
      name: "TestServers",
      dependencies: ["MirrorLab", "GoRules", "Health", "Platform", "COpenSSL"],
      path: "Tests/Support/TestServers", swiftSettings: swift),
    .testTarget(name: "MirrorLabTests", dependencies: ["MirrorLab"], swiftSettings: swift),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "goproxytop", "FrameShower", "Differential", "Fleet", "GoRules", "Health", "Record", "Text",
        "Platform", "Probing", "MirrorLab", "TestServers", "CSQLite", "CYardstick",
      ],
      swiftSettings: swift),
  ],
  cxxLanguageStandard: .cxx17
)

// Fuzzers are instrumented throughout and so are built only when asked for; see README, "Fuzzing".
if Context.environment["FUZZING"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzzing",
      dependencies: [
        "GoRules", "Health", "Record", "Fleet", "Probing", "History", "Dashboard", "Text", "CToml",
      ],
      path: "Tests/Fuzzing", swiftSettings: swift))
}
