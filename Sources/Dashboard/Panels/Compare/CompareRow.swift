import GoRules
import Health
import Text

/// One thing by which mirrors are compared, in the order of the screen.
enum CompareRow: Hashable, CaseIterable {
  case state, canary
  case usual, p95, dns, tcp, tls, ttfb, body
  case httpVersion, http2, http1
  case tlsVersion, issuer, days, staple, resumption
  case newest, zip
  case age, via, cache
  case throughput, retryAfter

  var label: Phrase {
    switch self {
    case .state: Phrase("state", "状态")
    case .canary: Phrase("canary", "测试模块")
    case .usual: Phrase("usual", "平时")
    case .p95: Phrase("p95", "p95")
    case .dns: Phase.resolve.word
    case .tcp: Phase.connect.word
    case .tls: Phase.tls.word
    case .ttfb: Phase.processing.word
    case .body: Phase.transfer.word
    case .httpVersion: Phrase("protocol", "go 所用协议")
    case .http2: Phrase("HTTP/2", "HTTP/2")
    case .http1: Phrase("HTTP/1.1", "HTTP/1.1")
    case .tlsVersion: Phrase("TLS version", "TLS 版本")
    case .issuer: Phrase("issuer", "签发者")
    case .days: Phrase("days left", "剩余天数")
    case .staple: Phrase("OCSP staple", "OCSP 装订")
    case .resumption: Phrase("resumption", "会话复用")
    case .newest: Phrase("newest", "最新版本")
    case .zip: Phrase("zip SHA-256", "zip 的 SHA-256")
    case .age: Phrase("Age", "Age")
    case .via: Phrase("Via", "Via")
    case .cache: Phrase("X-Cache", "X-Cache")
    case .throughput: Phrase("throughput", "下载速度")
    case .retryAfter: Phrase("Retry-After", "Retry-After")
    }
  }

  /// What is shown of one mirror.
  struct Cell: Hashable {
    /// Shortened in its middle where it has no room.
    var text: String
    /// Stands behind it, whole.
    var note = ""
    /// Where there is no room for both, a figure loses its note rather than its unit.
    var noteGivesWay = false
    var role = Role.text
    /// By which it is compared, the least being best; nil where it is not.
    var value: Double?
    /// Another one in its row is better, or it is not what the others have.
    var isWorse = false
    /// Better than another of its row.
    var isBest = false

    /// What a copy of it says.
    var whole: String { note.isEmpty ? text : "\(text) \(note)" }
  }

  /// The cells of this row, the best marked: none of a mirror that is down or does not serve.
  func cells(_ columns: CompareColumns) -> [Cell] {
    var cells = columns.all.map { columns.cell(self, of: $0) }
    for (index, column) in columns.all.enumerated() where !column.serves {
      cells[index].value = nil
    }
    let values = cells.compactMap(\.value)
    // What reads the same is the same.
    if let best = values.min(), Set(cells.filter { $0.value != nil }.map(\.text)).count > 1 {
      let texts = Set(cells.filter { $0.value == best }.map(\.text))
      for index in cells.indices where cells[index].value != nil {
        cells[index].isBest = texts.contains(cells[index].text)
      }
    }
    return cells
  }
}
