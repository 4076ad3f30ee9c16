import Glibc
import GoRules
import Health
import Metrics
import Platform
import Serving
import Text
import Watching

/// `gateway`: an agent that also sends each of go's requests to the entry that serves it; or the setting for that.
struct GatewayCommand: Sendable {
  let program: Program

  static let standardAddress = ListenAddress(host: "127.0.0.1", port: 8081)

  /// `--listen`, or where the list has the gateway already, or the standard.
  private func address(in list: String, _ go: GoEnvironment) -> ListenAddress {
    let present = (try? go.chain(of: list))?.gateway.flatMap { ListenAddress($0.url.authority) }
    return program.options.listen ?? present ?? Self.standardAddress
  }

  private func layers() throws -> LayeredSettings {
    program.layers(try program.configuration(), GoSettings(environment: program.environment))
  }

  func run() throws -> ExitCode {
    let options = program.options
    switch (options.printLine, options.install) {
    case (true, true): throw UsageError("--print and --install cannot be combined")
    case (true, false):
      let value = try value()
      if GoproxySetting.redact(value) != value {
        throw UsageError("--print: the list has a password; use --install, which does not show it")
      }
      program.console.print("GOPROXY='\(value)'")
      return .served
    case (false, true): return try install()
    case (false, false): return try serve()
    }
  }

  /// GOPROXY with the gateway before it: without the gateway it means what it meant before.
  private func value() throws -> String {
    let layers = try layers()
    return try value(of: layers.resolved.setting.value, layers.go)
  }

  private func value(of list: String, _ go: GoEnvironment) throws(UsageError) -> String {
    let address = address(in: list, go)
    if address.port == 0 { throw UsageError("--listen: a port is needed that stays the same") }
    do throws(ChainError) {
      let chain = try go.chain(of: list)
      let old = try (chain.behindGateway ?? chain).leavingOut(address.ownAuthorities)
      return address.before(old.value)
    } catch {
      throw UsageError(error.text)
    }
  }

  private func install() throws -> ExitCode {
    let command = try SettingCommand(program: program)
    let list = command.listInFile
    let value = try value(of: list, command.settingsOfFile)
    if value == list {
      program.console.print(Language.english.say(.gatewayAlreadyFirst))
    } else {
      _ = try command.carryOut(command.proposal(value))
    }
    let words = [ProcessPlace.program] + ProcessPlace.arguments(without: "--install")
    program.console.print("")
    program.console.print(
      whole: AgentFiles.gatewayUnits(
        command: words.filter { !["--yes", "-y", "--dry-run"].contains($0) },
        address: address(in: list, command.settingsOfFile).description))
    return .served
  }

  private func serve() throws -> ExitCode {
    let passed: PassedSocket?
    do throws(ServingError) {
      passed = try PassedSocket(environment: program.environment)
    } catch {
      throw OperationError("gateway: \(error.message)")
    }
    let layers = try layers()
    let address = address(in: layers.resolved.setting.value, layers.go)
    let bound = passed?.address ?? address
    var limits = HTTPServer.Limits()
    // Each may make an entry be asked.
    limits.connections = max(16, min(1024, MachineLimits.allowDescriptors(4096) / 3))
    limits.connectionsOfOneAddress = nil
    if !program.options.allowed.isEmpty {
      limits.allowed = program.options.allowed + AddressRange.loopback
    } else if !bound.isLoopback {
      throw UsageError(
        "gateway: \(bound) can be reached from other machines: say from which with --allow")
    }
    var agent = AgentCommand(program: program)
    agent.gateway = AgentCommand.GatewayPlan(address: address, passed: passed, limits: limits)
    return try agent.serve()
  }
}

extension ListenAddress {
  /// Where this machine reaches it.
  var reachable: ListenAddress {
    host.isEmpty ? ListenAddress(host: "127.0.0.1", port: port) : self
  }

  /// A list for go with the gateway before `list`: at two places, so that go comes back where it was sent to somebody who
  /// had just gone.
  func before(_ list: String) -> String {
    let url = "http://\(reachable)"
    return "\(url)|\(url)\(GatewayRequest.again)|\(list)"
  }

  /// How a URL may name it.
  var ownAuthorities: Set<String> {
    let hosts = isLoopback || host.isEmpty ? [reachable.description, "localhost:\(port)"] : []
    let all = host.isEmpty ? ["[::1]:\(port)"] : []
    return Set([description] + hosts + all)
  }
}
