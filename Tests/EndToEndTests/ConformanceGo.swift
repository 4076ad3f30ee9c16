import Foundation
import Platform

/// The real go command, with an environment of its own for each run.
struct RealGo {
  /// How a run ended.
  struct Run {
    /// nil: still waiting when it was stopped.
    var exitCode: Int32?
    var standardError: String
  }

  let executable: URL

  /// Finds the go that `.ci/install test` puts into the package's build folder.
  init() throws {
    executable = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent(".build/tools/bin/go")
    if !FileManager.default.isExecutableFile(atPath: executable.path) {
      throw EndToEndError("no go at \(executable.path): run .ci/install test first")
    }
  }

  /// `go mod download MODULE` with empty caches, against `goproxy` alone.
  ///
  /// Version control is pointed at `forwardProxy`, so that `direct` is seen there and never leaves this
  /// machine; go does not use forward proxies for loopback addresses. go is stopped when `patience` returns.
  func download(
    _ module: String, goproxy: String, certificateFile: String, forwardProxy: String,
    more: [String: String] = [:], patience: @escaping @Sendable () async -> Void
  ) async throws -> Run {
    try await run(
      ["mod", "download", module], goproxy: goproxy, certificateFile: certificateFile,
      forwardProxy: forwardProxy, more: more, patience: patience)
  }

  /// The same of any command, in a folder with a go.mod.
  func run(
    _ command: [String], goproxy: String, certificateFile: String, forwardProxy: String,
    more: [String: String] = [:], patience: @escaping @Sendable () async -> Void
  ) async throws -> Run {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("goproxytop-go-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let errors = folder.appendingPathComponent("stderr")
    try Data().write(to: errors)
    try Data("module test\n\ngo 1.21\n".utf8).write(to: folder.appendingPathComponent("go.mod"))

    let output = try FileHandle(forWritingTo: errors)
    let process = try ChildProcess(
      executable.path, ["-C", folder.path] + command,
      environment: [
        "PATH": "/usr/bin:/bin", "HOME": folder.path, "GOPATH": folder.path + "/path",
        "GOMODCACHE": folder.path + "/cache", "GOENV": "off", "GOTOOLCHAIN": "local",
        "GOFLAGS": "-mod=mod -modcacherw", "GOSUMDB": "off", "GOPROXY": goproxy,
        "SSL_CERT_FILE": certificateFile, "SSL_CERT_DIR": folder.path + "/none",
        "HTTPS_PROXY": forwardProxy, "HTTP_PROXY": forwardProxy,
      ].merging(more) { $1 }, passing: [2: output.fileDescriptor])
    let id = process.id
    let wasStopped = Flag()
    let stopper = Task {
      await patience()
      if !Task.isCancelled, wasStopped.raise() { kill(id, SIGKILL) }
    }
    let status = await Self.end(of: id) { wasStopped.close() }
    stopper.cancel()
    await stopper.value
    let text = try String(contentsOf: errors, encoding: .utf8)
    return Run(exitCode: wasStopped.isRaised ? nil : status >> 8 & 0xFF, standardError: text)
  }

  /// The raw status of waitpid(2), waited for on a thread of its own; `isOver` is called before the
  /// process is reaped and its id may be another's.
  private static func end(of id: pid_t, isOver: @escaping @Sendable () -> Void) async -> Int32 {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var information = siginfo_t()
        waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT)
        isOver()
        var status: Int32 = 0
        waitpid(id, &status, 0)
        continuation.resume(returning: status)
      }
    }
  }
}

/// Can be raised once, and not after it was closed.
private final class Flag: Sendable {
  private let state = Locked<(isRaised: Bool, isClosed: Bool)>((false, false))

  var isRaised: Bool { state.withLock { $0.isRaised } }

  func raise() -> Bool {
    state.withLock { state in
      if !state.isClosed { state.isRaised = true }
      return state.isRaised
    }
  }

  func close() { state.withLock { $0.isClosed = true } }
}
