import Foundation
import MirrorLab
import Testing
import Text

/// The rules that the agent prints, as Prometheus takes them: by its tool on made-up series, and by a server that scrapes
/// an agent through a real fault.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct AgentRulesTests {
  private func rules(_ bench: ProgramBench) throws -> String {
    let printed = try bench.run("agent", "--rules")
    #expect(printed.code == 0)
    try bench.write(printed.output, to: "rules.yml")
    return printed.output
  }

  private func promtool(_ arguments: String..., in bench: ProgramBench) throws {
    let result = try CommandResult(
      "/bin/sh", ["-c", "cd \"$0\" && exec \"$@\"", bench.home.path, Prometheus.tool] + arguments,
      environment: [:])
    #expect(result.code == 0, "\(result.output)\(result.errors)")
  }

  @Test func thePrintedFilesAreSound() throws {
    let bench = try ProgramBench()
    _ = try rules(bench)
    try promtool("check", "rules", "rules.yml", in: bench)
    let scrape = try bench.run("agent", "--scrape", "--listen", "[::1]:9917")
    #expect(scrape.output.contains("targets: [\"[::1]:9917\"]"))
    try bench.write("rule_files: [rules.yml]\n" + scrape.output, to: "prometheus.yml")
    try promtool("check", "config", "prometheus.yml", in: bench)
  }

  @Test func alertsComeAndGoAsTheySay() throws {
    let bench = try ProgramBench()
    _ = try rules(bench)
    try bench.write(Self.cases, to: "cases.yml")
    try promtool("test", "rules", "cases.yml", in: bench)
  }

  /// A minute a sample.
  private static let cases = """
    rule_files: [rules.yml]
    evaluation_interval: 1m
    tests:
      - name: broken for ten minutes
        interval: 1m
        input_series:
          - series: goproxy_verdict{job="goproxytop",instance="a",verdict="broken"}
            values: 0x10 1x10 0x60
          - series: goproxy_verdict{job="goproxytop",instance="a",verdict="hangs"}
            values: 0x80
          - series: goproxy_verdict{job="goproxytop",instance="a",verdict="served"}
            values: 1x10 0x10 1x60
        alert_rule_test:
          - {eval_time: 9m, alertname: GoproxyBroken, exp_alerts: []}
          - eval_time: 13m
            alertname: GoproxyBroken
            exp_alerts:
              - exp_labels: {severity: critical, job: goproxytop, instance: a, verdict: broken}
                exp_annotations:
                  summary: go fails with its GOPROXY on a
                  description: The walk ends at an entry that fails, and the separator after it lets go no further. `goproxytop doctor` there names the cause.
          - {eval_time: 25m, alertname: GoproxyBroken, exp_alerts: []}
          - eval_time: 20m
            alertname: GoproxyErrorBudget
            exp_alerts:
              - exp_labels: {severity: critical, job: goproxytop, instance: a}
                exp_annotations: {summary: go's error budget on a is used up in days}
          - {eval_time: 70m, alertname: GoproxyErrorBudget, exp_alerts: []}
        promql_expr_test:
          - expr: goproxy:unavailable
            eval_time: 15m
            exp_samples:
              - {labels: 'goproxy:unavailable{job="goproxytop",instance="a"}', value: 1}
          - expr: goproxy:unavailable
            eval_time: 30m
            exp_samples:
              - {labels: 'goproxy:unavailable{job="goproxytop",instance="a"}', value: 0}
      - name: what is not known uses up no budget
        interval: 1m
        input_series:
          - series: goproxy_verdict{job="goproxytop",instance="a",verdict="broken"}
            values: 0x30
          - series: goproxy_verdict{job="goproxytop",instance="a",verdict="unknown"}
            values: 1x30
          - series: goproxy_no_network{job="goproxytop",instance="b"}
            values: 1x30
          - series: goproxy_verdict{job="goproxytop",instance="b",verdict="broken"}
            values: 1x30
        promql_expr_test:
          - {expr: 'goproxy:unavailable{instance="a"}', eval_time: 20m, exp_samples: []}
          - {expr: 'goproxy:unavailable{instance="b"}', eval_time: 20m, exp_samples: []}
        alert_rule_test:
          - eval_time: 20m
            alertname: GoproxyNotMeasured
            exp_alerts:
              - exp_labels: {severity: warning, job: goproxytop, instance: a, verdict: unknown}
                exp_annotations:
                  summary: what go would meet is not known on a
                  description: The machine has no network, or an entry that decides could not be measured.
              - exp_labels: {severity: warning, job: goproxytop, instance: b}
                exp_annotations:
                  summary: what go would meet is not known on b
                  description: The machine has no network, or an entry that decides could not be measured.
      - name: hanging, falling back, down, a certificate, gone
        interval: 1m
        input_series:
          - series: goproxy_verdict{job="goproxytop",instance="a",verdict="hangs"}
            values: 1x5 0x30
          - series: goproxy_verdict{job="goproxytop",instance="a",verdict="fallback"}
            values: 0x5 1x30
          - series: goproxy_mirror_state{job="goproxytop",instance="a",mirror="m",state="down"}
            values: 1x30
          - series: probe_ssl_earliest_cert_expiry{job="goproxytop",instance="a",mirror="m"}
            values: 864000x200
          - series: up{job="goproxytop",instance="b"}
            values: 1x5 0x10
        alert_rule_test:
          - eval_time: 3m
            alertname: GoproxyHangs
            exp_alerts:
              - exp_labels: {severity: critical, job: goproxytop, instance: a, verdict: hangs}
                exp_annotations:
                  summary: go waits forever with its GOPROXY on a
                  description: A proxy is connected and silent. go has no deadline there, and neither `,` nor `|` helps. `goproxytop doctor` there names the cause.
          - {eval_time: 15m, alertname: GoproxyFallback, exp_alerts: []}
          - eval_time: 25m
            alertname: GoproxyFallback
            exp_alerts:
              - exp_labels: {severity: warning, job: goproxytop, instance: a, verdict: fallback}
                exp_annotations:
                  summary: go is served by a fallback on a
                  description: The first entry of GOPROXY has not served for a quarter of an hour; each request waits for it before it goes on.
          - eval_time: 10m
            alertname: GoproxyMirrorDown
            exp_alerts:
              - exp_labels: {severity: warning, job: goproxytop, instance: a, mirror: m, state: down}
                exp_annotations: {summary: 'm is down, seen from a'}
          - eval_time: 90m
            alertname: GoproxyCertificateExpires
            exp_alerts:
              - exp_labels: {severity: warning, job: goproxytop, instance: a, mirror: m}
                exp_annotations: {summary: the certificate of m ends in 9d 22h 30m 0s}
          - eval_time: 9m
            alertname: GoproxyAgentGone
            exp_alerts:
              - exp_labels: {severity: critical, job: goproxytop, instance: b}
                exp_annotations: {summary: no goproxytop agent answers on b}

    """

  /// A fault, the alert of a real Prometheus, what its Alertmanager sends, and the end of it. What the rules wait for is cut
  /// short, as nobody waits a minute here; their times are the table's above.
  @Test func anAlertFiresAndResolvesThroughARealFault() throws {
    let stage = try AgentStage(try CheckTests.Lab())
    let bench = stage.lab.bench
    let quick = try rules(bench).replacing("for: 1m\n", with: "for: 0s\n")
    #expect(quick.contains("for: 0s"))
    try bench.write(quick, to: "rules.yml")
    let servers = try Servers(bench, scraping: stage.address)
    try stage.waitForMetrics("a verdict") { $0.contains("{verdict=\"served\"} 1") }
    stage.lab.first.fault = .status(502)
    try servers.waitForMessage("the alert") {
      $0.contains("\"status\": \"firing\"") && $0.contains("GoproxyBroken")
    }
    stage.lab.first.fault = .none
    try servers.waitForMessage("its end") {
      $0.contains("\"status\": \"resolved\"") && $0.contains("GoproxyBroken")
    }
  }

  /// Prometheus, Alertmanager, and someone whom that tells.
  private final class Servers {
    private var processes: [ChildProcess] = []
    private let messages: String
    private let log: String

    init(_ bench: ProgramBench, scraping address: String) throws {
      let home = bench.home.path
      messages = home + "/messages"
      log = home + "/servers.log"
      let errors = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
      defer { close(errors) }
      func start(_ command: String...) throws {
        processes.append(
          try ChildProcess(
            command[0], Array(command.dropFirst()), environment: bench.environment(),
            passing: [1: errors, 2: errors]))
      }
      try start("/usr/bin/env", "python3", "-c", Self.receiver, home)
      let receiver = try AgentStage.wait("the receiver", in: home + "/receiver") {
        $0.hasSuffix("\n")
      }.dropLast()
      // They take no port 0: ports that were free a moment ago.
      let (alerting, serving) = (try ListeningSocket().port, try ListeningSocket().port)
      try bench.write(
        """
        route: {receiver: test, group_wait: 100ms, group_interval: 500ms}
        receivers: [{name: test, webhook_configs: [{url: "http://127.0.0.1:\(receiver)/"}]}]
        """, to: "alertmanager.yml")
      // Its templates have one place only: a folder of its own stands there for it alone.
      try start(
        "/usr/bin/unshare", "--mount", "/bin/sh", "-c",
        """
        mount -t tmpfs none /usr/share && mkdir /usr/share/prometheus \
          && cp -r "$0" /usr/share/prometheus/ && exec "$@"
        """, Prometheus.templates, Prometheus.alertmanager,
        "--config.file=\(home)/alertmanager.yml",
        "--storage.path=\(home)/alertmanager", "--web.listen-address=127.0.0.1:\(alerting)",
        "--cluster.listen-address=")
      let scrape = try bench.run("agent", "--scrape", "--listen", address).output
      try bench.write(
        """
        global: {evaluation_interval: 500ms}
        rule_files: [rules.yml]
        alerting: {alertmanagers: [{static_configs: [{targets: ["127.0.0.1:\(alerting)"]}]}]}
        \(scrape.replacing("15s", with: "500ms"))
        """, to: "prometheus.yml")
      try start(
        Prometheus.server, "--config.file=\(home)/prometheus.yml",
        "--storage.tsdb.path=\(home)/prometheus", "--web.listen-address=127.0.0.1:\(serving)")
    }

    deinit {
      for process in processes.reversed() {
        process.signal(SIGTERM)
        process.wait()
      }
    }

    /// Writes the port that it has, and what comes, a line each.
    private static let receiver = """
      import http.server, json, sys
      class Receiver(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
          body = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
          with open(sys.argv[1] + '/messages', 'a') as file: file.write(json.dumps(body) + '\\n')
          self.send_response(200); self.end_headers()
      server = http.server.HTTPServer(('127.0.0.1', 0), Receiver)
      open(sys.argv[1] + '/receiver', 'w').write('%d\\n' % server.server_port)
      server.serve_forever()
      """

    func waitForMessage(_ what: String, _ condition: (Substring) -> Bool) throws {
      do {
        try AgentStage.wait(what, in: messages) { text in
          text.split(separator: "\n").contains(where: condition)
        }
      } catch {
        throw EndToEndError("\(error)\n\(AgentStage.read(log))")
      }
    }
  }
}
