import GoRules

/// What the robots of Feishu and DingTalk answer: JSON with a code, 0 where all is well.
enum HookAnswer {
  /// nil where the answer has none.
  static func code(in body: String) -> Int? {
    for name in ["\"errcode\"", "\"code\"", "\"StatusCode\""] {
      guard let place = body.firstRange(of: name) else { continue }
      let rest = body[place.upperBound...].drop { $0 == " " || $0 == ":" }
      if let code = Int(rest.prefix { $0.isNumber || $0 == "-" }) { return code }
    }
    return nil
  }
}
