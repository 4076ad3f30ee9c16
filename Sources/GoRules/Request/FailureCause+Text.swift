extension FailureCause {
  /// The cause in JSON and in the record of a failover: lower case, no full stop, and always the same.
  package var text: String { filled(row.text, plainArgument) }

  /// What the screen says in English: `HTTP 502 Bad Gateway`.
  package var english: String { filled(row.english ?? row.text, namedArgument) }

  /// The same in Chinese; names of alerts, statuses and error codes stay as the standards write them.
  package var chinese: String { filled(row.chinese, namedArgument) }

  /// The fault is this machine's, not the mirror's (Envoy: local origin error).
  package var isLocal: Bool { row.side == .machine }

  /// The fault is this machine's, or would be if every mirror met it.
  package var mayBeLocal: Bool { isLocal || row.isLocalIfCommon }

  /// The cause that `text` tells of; nil for any other text. A cause that is a detail alone (`other`) is not found
  /// again.
  package init?(text: String) {
    for (code, row) in Self.rows where code != .other {
      let parts = row.text.split(at: "{}")
      if parts.count == 1 {
        guard row.text == text else { continue }
        self.init(code)
        return
      }
      guard text.hasPrefix(parts[0]), text.hasSuffix(parts[1]),
        text.utf8.count >= parts[0].utf8.count + parts[1].utf8.count
      else { continue }
      let argument = String(text.dropFirst(parts[0].count).dropLast(parts[1].count))
      let cause = Self(code, argument: argument)
      guard cause.text == text else { continue }
      self = cause
      return
    }
    return nil
  }

  /// A cause by what stands for the `{}` of its text.
  private init(_ code: Code, argument: String) {
    switch code {
    case .status, .idleConnectionDropped, .idleConnectionSilent:
      self.init(code, number: Int(argument))
    case .tlsAlert: self.init(code, number: UInt8(argument.prefix { $0 != " " }).map(Int.init))
    case .http2Stream, .http2GoAway:
      let known = (0..<14).first { Self.http2Name(UInt32($0)) == argument }
      self.init(code, number: known ?? UInt32(argument).map(Int.init))
    default: self.init(code, detail: ServerText(argument))
    }
  }

  private func filled(_ template: String, _ argument: String) -> String {
    template.replacing("{}", with: argument)
  }

  private var plainArgument: String {
    switch code {
    case .tlsAlert: Self.namedAlert(number ?? 0)
    case .http2Stream, .http2GoAway: Self.http2Name(UInt32(clamping: number ?? 0))
    default: number.map { "\($0)" } ?? detail?.text ?? ""
    }
  }

  private var namedArgument: String {
    guard code == .status, let number, let name = HTTPStatus.name(number) else {
      return plainArgument
    }
    return "\(number) \(name)"
  }

  private static func namedAlert(_ number: Int) -> String {
    "\(number)" + (TLSAlert.name(UInt8(clamping: number)).map { " " + $0 } ?? "")
  }

  /// The name of an HTTP/2 error code (RFC 9113, 7), or its number.
  package static func http2Name(_ code: UInt32) -> String {
    let names = [
      "NO_ERROR", "PROTOCOL_ERROR", "INTERNAL_ERROR", "FLOW_CONTROL_ERROR", "SETTINGS_TIMEOUT",
      "STREAM_CLOSED", "FRAME_SIZE_ERROR", "REFUSED_STREAM", "CANCEL", "COMPRESSION_ERROR",
      "CONNECT_ERROR", "ENHANCE_YOUR_CALM", "INADEQUATE_SECURITY", "HTTP_1_1_REQUIRED",
    ]
    return code < UInt32(names.count) ? names[Int(code)] : "\(code)"
  }
}
