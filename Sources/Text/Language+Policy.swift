import GoRules
import Health

extension Language {
  /// What breaks a rule; `name` gives an entry of the chain its name.
  package func text(_ violation: ChainPolicy.Violation, name: (Int) -> String) -> String {
    switch violation {
    case .host(let host, let entry?):
      say(
        Phrase("{}: host {} is not allowed", "{}：不允许主机 {}"), name(entry),
        ServerText(host).text)
    case .host(let host, nil):
      say(
        Phrase("checksum database: host {} is not allowed", "校验和数据库：不允许主机 {}"),
        ServerText(host).text)
    case .anyHost:
      say(
        Phrase(
          "direct asks any host: it is allowed only where hosts has \"direct\"",
          "direct 会访问任何主机：仅当 hosts 含 \"direct\" 时才允许"))
    case .pattern(let pattern):
      say(
        Phrase(
          "GONOPROXY has {}: such modules come from a host that is not allowed",
          "GONOPROXY 含 {}：此类模块来自不允许的主机"),
        Redaction.conservative(ServerText(pattern).text))
    case .separator(let found, let entry):
      say(
        Phrase("`{}` after {} should be `{}`", "`{}`（{} 之后）应为 `{}`"), String(found.rawValue),
        name(entry),
        found == .comma ? "|" : ",")
    case .unverified(let advice): text(advice)
    case .unusableDatabase(let text): ServerText(text).text
    case .off: say(Phrase("the chain has off: go stops there", "代理链含 off：go 在此停止"))
    case .verdict(let verdict): say(Phrase("the verdict is {}", "结论为 {}"), verdict.rawValue)
    case .time(let time?, let kind, let canary):
      say(
        Phrase("{} of {} takes {}", "{}（{}）耗时 {}"), kind.rawValue, canary.description,
        Format.latencyWithUnit(time))
    case .time(nil, let kind, let canary):
      say(
        Phrase("{} of {}: go waits forever", "{}（{}）：go 会一直等待"), kind.rawValue,
        canary.description)
    }
  }
}
