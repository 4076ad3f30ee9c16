/// The lines of a head or a trailer, up to the empty one (net/textproto `readMIMEHeader`).
struct HTTP1HeaderReader: Sendable {
  private(set) var fields = HTTP1Fields()
  private var state = State.start
  /// The line being received.
  private var line = HTTP1Line()
  /// The field being read: its lines so far, trimmed and joined by a space.
  private var logical = Logical()

  private enum State: Sendable {
    /// Before the first byte.
    case start
    /// In a first line that begins with a space or tab.
    case indentedFirstLine
    /// At or in a field's first line.
    case line
    /// After a line: what follows decides whether it goes on. `spaces`: some were skipped.
    case afterLine(spaces: Bool)
    /// In a line that continues the field.
    case continuation
  }

  private struct Logical: Sendable {
    var bytes: [UInt8] = []
    var isTruncated = false
    var isValid = true

    mutating func append(_ line: HTTP1Line) {
      let part = HTTP1Syntax.trimmed(line.bytes[...])
      bytes.append(contentsOf: part.prefix(max(0, HTTP1Line.maximumKept - bytes.count)))
      if bytes.count == HTTP1Line.maximumKept { isTruncated = true }
      if line.isTruncated {
        isTruncated = true
        isValid = isValid && line.droppedIsValid
      }
    }
  }

  /// Takes bytes before `end`. Returns true after the empty line, with `position` behind it.
  mutating func take(
    _ input: UnsafeRawBufferPointer, _ position: inout Int, _ end: Int
  ) throws(HTTP1Fault) -> Bool {
    while position < end {
      switch state {
      case .start:
        state = HTTP1Syntax.isBlank(input[position]) ? .indentedFirstLine : .line
      case .indentedFirstLine:
        let isComplete = line.take(input, &position, end)
        if isComplete || line.isLongerThanGoBuffer { throw indentedFirstLine }
      case .line:
        if try takeWholeLine(input, &position, end) { continue }
        guard line.take(input, &position, end) else { return false }
        if line.bytes.isEmpty, !line.isTruncated { return true }
        try endFirstLine()
        state = .afterLine(spaces: false)
      case .afterLine(let spaces):
        if HTTP1Syntax.isBlank(input[position]) {
          position += 1
          state = .afterLine(spaces: true)
        } else if spaces {
          state = .continuation
        } else {
          try endField()
          state = .line
        }
      case .continuation:
        guard line.take(input, &position, end) else { return false }
        endContinuation()
        state = .afterLine(spaces: false)
      }
    }
    return false
  }

  /// The common case: a line that lies whole in the input and is not continued. Returns false otherwise.
  private mutating func takeWholeLine(
    _ input: UnsafeRawBufferPointer, _ position: inout Int, _ end: Int
  ) throws(HTTP1Fault) -> Bool {
    guard line.isEmpty else { return false }
    var lineEnd = position
    while lineEnd < end, input[lineEnd] != UInt8(ascii: "\n") { lineEnd += 1 }
    guard lineEnd + 1 < end, !HTTP1Syntax.isBlank(input[lineEnd + 1]) else { return false }
    var textEnd = lineEnd
    if textEnd > position, input[textEnd - 1] == UInt8(ascii: "\r") { textEnd -= 1 }
    guard textEnd > position, textEnd - position <= HTTP1Line.maximumKept else { return false }
    var text = UnsafeRawBufferPointer(rebasing: input[position..<textEnd])
    guard text.contains(UInt8(ascii: ":")) else { throw .lineWithoutColon(Array(text)) }
    while let last = text.last, HTTP1Syntax.isBlank(last) {
      text = UnsafeRawBufferPointer(rebasing: text.dropLast())
    }
    try add(text, isTruncated: false, isValid: true)
    position = lineEnd + 1
    return true
  }

  /// `mustHaveFieldNameColon`: checked before a continuation is waited for.
  private mutating func endFirstLine() throws(HTTP1Fault) {
    guard line.bytes.contains(UInt8(ascii: ":")) || line.droppedHasColon else {
      throw .lineWithoutColon(line.bytes)
    }
    logical.append(line)
    line.removeAll()
  }

  private mutating func endContinuation() {
    logical.bytes.append(UInt8(ascii: " "))
    logical.append(line)
    line.removeAll()
  }

  private mutating func endField() throws(HTTP1Fault) {
    let field = logical
    logical = Logical()
    try withBytes(of: field.bytes) { bytes throws(HTTP1Fault) in
      try add(bytes, isTruncated: field.isTruncated, isValid: field.isValid)
    }
  }

  /// Checks and keeps `name: value`.
  private mutating func add(
    _ text: UnsafeRawBufferPointer, isTruncated: Bool, isValid: Bool
  ) throws(HTTP1Fault) {
    var colon = 0
    while colon < text.count, text[colon] != UInt8(ascii: ":") {
      guard HTTP1Syntax.isNameByte(text[colon]) else { throw .malformedLine(Array(text)) }
      colon += 1
    }
    if colon == 0 { throw .malformedLine(Array(text)) }
    var start = min(colon + 1, text.count)
    if !isValid || !text[start...].allSatisfy(HTTP1Syntax.isValueByte) {
      // go has spelled the name its own way by then.
      throw .malformedLine(HTTP1Syntax.canonicalName(text[..<colon]) + text[colon...])
    }
    while start < text.count, HTTP1Syntax.isBlank(text[start]) { start += 1 }
    try fields.add(
      name: UnsafeRawBufferPointer(rebasing: text[..<colon]),
      value: UnsafeRawBufferPointer(rebasing: text[start...]), isTruncated: isTruncated)
  }

  private var indentedFirstLine: HTTP1Fault {
    line.isTruncated || line.bytes.count > 80
      ? .indentedFirstLineTooLong : .indentedFirstLine(line.bytes)
  }

  /// Whether a line that the end of the connection cuts off is lost to go.
  var losesLineWhenCutOff: Bool {
    switch state {
    case .line, .continuation: !line.isEmpty && !line.isReturnedWhenCutOff
    case .start, .indentedFirstLine, .afterLine: false
    }
  }

  /// What is wrong now that the connection has ended: go takes a line that was cut off for a whole one,
  /// and then finds the end. nil where the end itself is all that is wrong.
  mutating func faultAtEnd() -> HTTP1Fault? {
    do throws(HTTP1Fault) {
      switch state {
      case .start: break
      case .indentedFirstLine: return indentedFirstLine
      case .line where line.isReturnedWhenCutOff:
        try endFirstLine()
        try endField()
      case .line: break
      case .afterLine(spaces: false): try endField()
      case .afterLine(spaces: true): break
      case .continuation where line.isReturnedWhenCutOff:
        endContinuation()
        try endField()
      case .continuation: break
      }
      return nil
    } catch {
      return error
    }
  }
}
