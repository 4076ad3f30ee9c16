// swift-tools-version: 6.1
import PackageDescription

// A module here buys a ban that the compiler enforces (no C, no I/O, no screen); see README, "How it is built".

let swift: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "goproxytop",
  products: [.executable(name: "goproxytop", targets: ["goproxytop"])],
  targets: [
    // What is decided: pure, standard library only.
    .target(
      name: "ProxyHealth", swiftSettings: swift, linkerSettings: [.linkedLibrary("m")]),
    // What every part below needs of the system: clocks, locks, threads, whole writes.
    .target(name: "Platform", dependencies: ["ProxyHealth", "CLinux"], swiftSettings: swift),
    // What touches the world: one resource each.
    .target(
      name: "Probing",
      dependencies: [
        "ProxyHealth", "Platform", "CCurl", "COpenSSL", "CGoTLS", "CAres", "CLinux",
      ],
      swiftSettings: swift),
    .target(
      name: "History", dependencies: ["ProxyHealth", "Platform", "CSQLite", "CLinux"],
      swiftSettings: swift),
    .target(name: "Dashboard", dependencies: ["ProxyHealth"], swiftSettings: swift),
    .target(
      name: "Terminal",
      dependencies: ["Dashboard", "ProxyHealth", "Platform", "CNcurses", "CLinux"],
      swiftSettings: swift),
    .target(
      name: "MirrorLab", dependencies: ["Platform", "COpenSSL", "CNghttp2", "CLinux"],
      swiftSettings: swift),
    .executableTarget(
      name: "goproxytop",
      dependencies: [
        "ProxyHealth", "Platform", "Probing", "History", "Dashboard", "Terminal", "MirrorLab",
        "Themes", "CToml", "CLinux",
      ],
      swiftSettings: swift,
      // gold, the default, warns of what FoundationEssentials calls when it is linked statically.
      linkerSettings: [.unsafeFlags(["-use-ld=lld"])]),
    // What the figures in README are measured with; see README, "Benchmark".
    .executableTarget(
      name: "Benchmark",
      dependencies: [
        "ProxyHealth", "Platform", "Probing", "History", "MirrorLab", "CYardstick", "CLinux",
      ],
      swiftSettings: swift),
    .target(name: "CYardstick", linkerSettings: [.linkedLibrary("curl")]),
    .target(
      name: "Themes", path: "Themes",
      resources: [.embedInCode("builtin")], swiftSettings: swift),

    // C libraries of the system.
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CAres", pkgConfig: "libcares", providers: [.apt(["libc-ares-dev"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(
      name: "CNghttp2", pkgConfig: "libnghttp2", providers: [.apt(["libnghttp2-dev"])]),
    // No pkgConfig: ncursesw.pc carries -D flags that SwiftPM refuses with a warning.
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    // What go's crypto/tls offers, chosen from OpenSSL's default provider.
    .target(name: "CGoTLS", linkerSettings: [.linkedLibrary("crypto")]),
    // What the Glibc module lacks: getopt_long, signalfd, eventfd, a longer tcp_info, the crash guard.
    .target(name: "CLinux"),
    .target(
      name: "CToml",
      cxxSettings: [.define("TOML_HEADER_ONLY", to: "0")],
      linkerSettings: [.linkedLibrary("tomlplusplus")]),

    .testTarget(
      name: "ProxyHealthTests", dependencies: ["ProxyHealth"], resources: [.copy("Fixtures")],
      swiftSettings: swift),
    .testTarget(
      name: "ProbingTests", dependencies: ["Probing", "ProxyHealth", "Platform", "MirrorLab"],
      swiftSettings: swift),
    .testTarget(
      name: "HistoryTests",
      dependencies: ["Platform", "History", "ProxyHealth", "CSQLite", "HistoryWriter"],
      resources: [.copy("Fixtures")], swiftSettings: swift),
    // A process that records without end, to be killed by the tests.
    .executableTarget(
      name: "HistoryWriter", dependencies: ["History", "ProxyHealth"],
      path: "Tests/Support/HistoryWriter", swiftSettings: swift),
    .testTarget(
      name: "DashboardTests", dependencies: ["Dashboard", "ProxyHealth", "Themes"],
      exclude: ["Screens"], swiftSettings: swift),
    // A process that shows frames on its terminal, whose bytes the tests count.
    .executableTarget(
      name: "FrameShower", dependencies: ["Terminal", "Dashboard"],
      path: "Tests/Support/FrameShower", swiftSettings: swift),
    // Shows the same mutated answers to the real go and to the program; see README, "Tests".
    .executableTarget(
      name: "Differential", dependencies: ["Platform", "CDifferential", "CNghttp2", "CLinux"],
      path: "Tests/Support/Differential", resources: [.embedInCode("Fixtures")],
      swiftSettings: swift),
    .target(
      name: "CDifferential", path: "Tests/Support/CDifferential",
      linkerSettings: [.linkedLibrary("ssl"), .linkedLibrary("crypto")]),
    .testTarget(name: "MirrorLabTests", dependencies: ["MirrorLab"], swiftSettings: swift),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "goproxytop", "FrameShower", "Differential", "ProxyHealth", "Platform", "Probing",
        "MirrorLab", "CSQLite", "CYardstick",
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
      dependencies: ["ProxyHealth", "Probing", "History", "Dashboard", "CToml"],
      path: "Tests/Fuzzing", swiftSettings: swift))
}
