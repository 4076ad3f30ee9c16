import Glibc
import Platform

/// For mkstemp(3) and mkdtemp(3).
private let scratchTemplate = "/tmp/goproxytop-benchmark-XXXXXX"

/// A file of ours in the folder for temporary files, removed with its last owner.
final class ScratchFile {
  let path: String

  init(_ text: String) throws(BenchmarkError) {
    let template = strdup(scratchTemplate)
    defer { free(template) }
    guard let template else { throw .system("no temporary file") }
    let descriptor = mkstemp(template)
    if descriptor < 0 { throw .system("no temporary file") }
    defer { close(descriptor) }
    path = String(cString: template)
    let code = Descriptor.writeAll(Array(text.utf8), to: descriptor)
    if code != 0 { throw .system(path, code: code) }
  }

  /// The text of these files, one after another.
  convenience init(joining paths: [String]) throws(BenchmarkError) {
    var text = ""
    for path in paths {
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      if descriptor < 0 { throw .system(path) }
      let lines = LineReader(descriptor: descriptor)
      while let line = lines.next() { text += line + "\n" }
    }
    try self.init(text)
  }

  deinit { unlink(path) }
}

/// A folder of ours, removed with its last owner and with all that is in it.
final class ScratchFolder {
  let path: String

  init() throws(BenchmarkError) {
    let template = strdup(scratchTemplate)
    defer { free(template) }
    guard let template, mkdtemp(template) != nil else { throw .system("no temporary folder") }
    path = String(cString: template)
  }

  deinit {
    // Not through the shell: the path is an argument.
    if let remover = try? ChildProcess("/bin/rm", ["-rf", path]) { remover.wait() }
  }
}
