import Glibc
import Platform
import Text

/// The program: reads the command line and hands it to the command.
@main
enum Main {
  /// Not async: the main thread serves the terminal, and signals must be blocked before another thread exists.
  static func main() {
    MachineLimits.shareHeap()
    var code = run()
    let error = StandardOutput.finish()
    if error != 0 {
      Console.complain("standard output: \(String(cString: strerror(error)))")
      code = ExitCode.internalError.rawValue
    }
    exit(code)
  }

  private static func run() -> Int32 {
    do {
      let invocation = try CommandLineParser.parse(CommandLine.arguments)
      let program = try Program(invocation, environment: ProcessEnvironment.variables)
      if let words = invocation.commandLine, !invocation.wantsHelp, !invocation.wantsVersion {
        return try DoctorRun.status(of: words, program: program)
      }
      return try program.run().rawValue
    } catch let error as UsageError {
      Console.complain(error.message)
      return ExitCode.usage.rawValue
    } catch let error as OperationError {
      Console.complain(error.message)
      return ExitCode.internalError.rawValue
    } catch {
      Console.complain("\(error)")
      return ExitCode.internalError.rawValue
    }
  }
}

enum ProcessEnvironment {
  /// Read once; of a name that is there twice the first counts, as for getenv.
  static var variables: [String: String] {
    var variables: [String: String] = [:]
    var pointer = environ
    while let line = pointer.pointee {
      let text = String(cString: line)
      if let equals = text.firstIndex(of: "="), variables[String(text[..<equals])] == nil {
        variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      pointer += 1
    }
    return variables
  }
}
