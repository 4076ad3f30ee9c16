import Diagnosis
import Glibc
import GoRules
import Health
import Platform
import Text

/// `--jsonl`: one JSON object a line, for audits. Requests first, then version control, modules, causes and the end.
struct RunLog: ~Copyable {
  private let path: String
  private let descriptor: Int32

  /// Opens the file anew.
  init(path: String) throws(UsageError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    if descriptor < 0 {
      throw UsageError("--jsonl: \(Options.quoted(path)): \(String(cString: strerror(errno)))")
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Returns why not all of it was written; nil where it was.
  func write(_ entries: [any Encodable]) throws -> String? {
    var text = ""
    for entry in entries { text += try JSONOutput.line(entry) + "\n" }
    let error = Descriptor.writeAll(Array(text.utf8), to: descriptor)
    return error == 0 ? nil : "\(path): \(String(cString: strerror(error)))"
  }

  /// One request of go's own.
  struct Request: Encodable {
    var type = "request"
    /// When it began.
    var time: String
    @Nullable var module: String?
    @Nullable var version: String?
    /// A kind of request; nil for a module's own page.
    @Nullable var kind: String?
    /// Of the chain, from 0; nil for none of it.
    @Nullable var entry: Int?
    var url: String
    /// HTTP status; nil where none came.
    @Nullable var status: Int?
    /// In go's words.
    @Nullable var error: String?
    /// Until the head of the answer, or the failure; nil where it had none.
    @Nullable var ms: Double?
    /// Of the file; nil where that is not known.
    @Nullable var bytes: Int?

    init(_ request: GoRun.Request, start: Duration, bytes: Int?, _ redactor: Redactor) {
      time = WallTime.rfc3339(start + request.began)
      module = request.file.module.map { redactor($0) }
      version = request.file.version
      kind = request.file.kind?.rawValue
      entry = request.file.entry
      url = redactor(ServerText(request.url, limit: 2000).text)
      switch request.answer {
      case .status(let code): status = code
      case .failed(let text): error = redactor(text.text)
      case .none: break
      }
      ms = request.took?.roundedMilliseconds
      self.bytes = bytes
    }
  }

  /// Version control that go ran.
  struct Command: Encodable {
    var type = "command"
    var time: String
    var command: String
    @Nullable var ms: Double?

    init(_ command: GoRun.Command, start: Duration, _ redactor: Redactor) {
      time = WallTime.rfc3339(start + command.began)
      self.command = redactor(command.text.text)
      ms = command.ended.map { ($0 - command.began).roundedMilliseconds }
    }
  }

  /// Who served a module in the end.
  struct Module: Encodable {
    var type = "module"
    var module: String
    var version: String
    /// nil: nobody.
    @Nullable var entry: Int?
    @Nullable var servedBy: String?
    /// The greatest part of it that came: `info`, `mod` or `zip`; nil where nothing is known of that.
    @Nullable var got: String?

    init(_ module: GoRun.Module, name: String?, _ redactor: Redactor) {
      self.module = redactor(module.module.module)
      version = module.module.version
      entry = module.entry
      servedBy = name.map { redactor($0) }
      got = module.kind?.rawValue
    }
  }

  struct Cause: Encodable {
    var type = "finding"
    var finding: FindingReport
  }

  struct End: Encodable {
    var type = "end"
    var schema = 1
    var command: String
    var exitCode: Int32
    /// It was interrupted or killed.
    var isCutOff: Bool
    var seconds: Double
    var requests: Int
    /// Why no sockets were seen; nil where they could be.
    @Nullable var unseen: String?

    init(command: String, run: GoRun) {
      self.command = command
      exitCode = run.status ?? 0
      isCutOff = run.isCutOff
      seconds = (run.time.seconds * 1000).rounded() / 1000
      requests = run.requests.count + run.dropped
      unseen = run.blindness
    }
  }
}
