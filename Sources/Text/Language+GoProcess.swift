import GoRules
import Health

/// What the go commands do that run now.
extension Language {
  /// `go mod download -x · 34 s`.
  package func heading(_ process: GoProcess) -> String {
    say(.goProcess, process.command.text, Format.span(process.age), String(process.id))
  }

  /// What stands below that: what it does, a line for each peer, and where it is not what the probes say.
  package func lines(_ process: GoProcess, in snapshot: Snapshot) -> [String] {
    var lines = process.connections.map { connection in
      say(
        .goConnection, name(of: connection, in: snapshot), say(connection.sight))
    }
    if process.isComputing {
      lines.insert(say(.goComputes), at: 0)
    } else if lines.isEmpty {
      lines = [say(.goIsOffline)]
    }
    if let goproxy = process.goproxy, goproxy != GoproxySetting.redact(snapshot.setting.value) {
      lines.append(say(.goHasOwnChain, goproxy))
    } else if let active = snapshot.otherEntry(than: process) {
      lines.append(say(.goIsElsewhere, active))
    }
    return lines
  }

  /// The mirrors that are at the peer's address, else that address.
  private func name(of connection: GoConnection, in snapshot: Snapshot) -> String {
    let port = connection.port
    let isIPv6 = connection.address.utf8.contains(UInt8(ascii: ":"))
    let address = (isIPv6 ? "[\(connection.address)]" : connection.address) + ":\(port)"
    let mirrors = snapshot.mirrors(at: connection.address, port: port)
    return mirrors.isEmpty ? address : mirrors.map(\.mirror.name).joined(separator: ", ")
  }

  /// What a connection shows.
  func say(_ sight: GoConnection.Sight) -> String {
    switch sight {
    case .askingNameServer: say(.goAsksNameServer)
    case .connecting(resent: 0): say(.goConnects)
    case .connecting(let count): say(.goConnectsInVain, String(count))
    case .unacknowledged(let count, let time):
      say(.goIsNotAcknowledged, String(count), Format.span(time))
    case .silent(let time): say(.goMeetsSilence, Format.span(time))
    case .receiving: say(.goReceives)
    case .quiet(let time): say(.goIsQuiet, Format.span(time))
    case .closed: say(.goIsClosed)
    }
  }
}

extension Snapshot {
  /// The entry that the probes say is active, where `process` talks to entries, and that is none of them.
  fileprivate func otherEntry(than process: GoProcess) -> String? {
    let met = process.connections.flatMap { mirrors(at: $0.address, port: $0.port) }
      .filter(\.mirror.isInChain)
    guard !met.isEmpty, let active = walks.first?.active,
      let mirror = mirrors.first(where: { $0.mirror.entry == active }),
      !met.contains(where: { $0.id == mirror.id })
    else { return nil }
    return mirror.mirror.name
  }
}

extension Phrase {
  package static let goProcessesTitle = Phrase("go commands that run now", "正在运行的 go 命令")
  package static let noGoProcesses = Phrase(
    "you run no go command at the moment; this is looked at every second",
    "您当前没有运行 go 命令；每秒检查一次")
  package static let goProcessesAreSought = Phrase("looking for go commands", "正在查找 go 命令")
  package static let goProcessesUnseen = Phrase(
    "running go commands cannot be seen: {}", "无法查看正在运行的 go 命令：{}")
  fileprivate static let goProcess = Phrase("{}  for {}  (process {})", "{}  已运行 {}（进程 {}）")
  fileprivate static let goConnection = Phrase("{}: {}", "{}：{}")
  fileprivate static let goComputes = Phrase("busy computing", "正在计算")
  fileprivate static let goIsOffline = Phrase("no connection open", "没有打开的连接")
  fileprivate static let goHasOwnChain = Phrase("its own GOPROXY: {}", "它自己的 GOPROXY：{}")
  fileprivate static let goIsElsewhere = Phrase(
    "by the probes the active entry is {}", "按探测结果，当前生效的是 {}")
  fileprivate static let goAsksNameServer = Phrase(
    "asked for an address; no answer yet", "正在查询地址，尚无应答")
  fileprivate static let goConnects = Phrase("connecting", "正在连接")
  fileprivate static let goConnectsInVain = Phrase(
    "connecting; no answer to the SYN, sent again {}x", "正在连接；SYN 无应答，已重发 {} 次")
  fileprivate static let goIsNotAcknowledged = Phrase(
    "what go sent is not acknowledged, sent again {}x; nothing came for {}: the path is broken",
    "go 发送的数据未被确认，已重发 {} 次；{} 没有收到数据：网络路径有问题")
  fileprivate static let goMeetsSilence = Phrase(
    "silent for {}; what go sent was acknowledged: the path is fine",
    "已沉默 {}；go 发送的数据已被确认：网络路径正常")
  fileprivate static let goReceives = Phrase(
    "active: bytes came in the last second", "活动中：最近一秒内有数据到达")
  fileprivate static let goIsQuiet = Phrase("nothing sent or received for {}", "{} 没有收发数据")
  fileprivate static let goIsClosed = Phrase("closed by the other side", "已被对方关闭")
}
