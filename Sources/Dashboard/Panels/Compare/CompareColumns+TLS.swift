import GoRules
import Health
import Text

/// What TLS tells of the mirrors that are compared.
extension CompareColumns {
  func tls(_ row: CompareRow, _ column: Column) -> CompareRow.Cell {
    guard column.row.mirror.url.scheme == .https else { return muted(.compareNoTLS) }
    // What it tells now, else what it told last.
    let results = [column.told?.leading, column.row.lastCold].compactMap(\.self)
    guard let result = results.first(where: { $0.connection.tls != nil }),
      let facts = result.connection.tls
    else { return missing(column) }
    let cell: CompareRow.Cell? =
      switch row {
      case .tlsVersion: tlsVersion(facts)
      case .issuer: facts.chain.first.map { CompareRow.Cell(text: $0.issuer.commonName) }
      case .days: facts.chain.first.map(days)
      case .staple: staple(facts, result.details?.staple)
      case .resumption: resumption(facts, column)
      default: nil
      }
    return cell.map { dated($0, result) } ?? missing(column)
  }

  private func tlsVersion(_ facts: TLSFacts) -> CompareRow.Cell {
    let versions = all.compactMap {
      ($0.told?.leading?.connection.tls ?? $0.row.lastCold?.connection.tls)?.version
    }
    let isWorse = versions.contains { $0 > facts.version }
    return CompareRow.Cell(
      text: facts.version, role: isWorse ? .degraded : .text, isWorse: isWorse)
  }

  private func days(_ leaf: CertificateFacts) -> CompareRow.Cell {
    let days = DetailSection.days(leaf, scene)
    return CompareRow.Cell(
      text: String(days), role: days < 0 ? .down : days < 14 ? .degraded : .text, isWorse: days < 14
    )
  }

  private func staple(_ facts: TLSFacts, _ staple: OCSPStaple?) -> CompareRow.Cell {
    guard facts.ocspStapled else { return muted(.compareNone) }
    switch staple?.status {
    case nil: return CompareRow.Cell(text: scene.say(.stapled))
    case .good?:
      // Of another day the date is enough.
      let until = staple?.nextUpdate.map {
        String(scene.clock.moment($0, now: scene.now.wall).prefix { $0 != " " })
      }
      let text = until.map { scene.say(.stapleGoodUntil, $0) } ?? scene.say(.stapleGood)
      let isOver = staple?.nextUpdate.map { $0 < scene.now.wall } == true
      return CompareRow.Cell(text: text, role: isOver ? .degraded : .text, isWorse: isOver)
    case .revoked?:
      return CompareRow.Cell(text: scene.say(.stapleRevoked), role: .down, isWorse: true)
    case .unknown?: return CompareRow.Cell(text: scene.say(.stapleUnknown), role: .degraded)
    case .unreadable?: return CompareRow.Cell(text: scene.say(.stapleUnreadable), role: .degraded)
    }
  }

  private func resumption(_ facts: TLSFacts, _ column: Column) -> CompareRow.Cell? {
    switch column.told?.resumption {
    case .resumed?: CompareRow.Cell(text: scene.say(.isResumed))
    case .refused?: CompareRow.Cell(text: scene.say(.isNotResumed), role: .muted)
    case .noTicket?: muted(.noTicket)
    // Whether it takes its own ticket only a try tells.
    case nil: facts.resumable ? nil : muted(.noTicket)
    }
  }
}

extension ServerText {
  /// `R11` of `CN=R11,O=Let's Encrypt,C=US`; all of it where there is no common name.
  fileprivate var commonName: String {
    let parts = text.split(separator: ",")
    let name = parts.first { $0.drop { $0 == " " }.hasPrefix("CN=") }
    return name.map { String($0.drop { $0 == " " }.dropFirst(3)) } ?? text
  }
}
