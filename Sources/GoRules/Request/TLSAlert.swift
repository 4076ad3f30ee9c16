package enum TLSAlert {
  /// By their numbers: the name (RFC 8446, appendix B.2), and go's text where that is not the same with spaces
  /// (crypto/tls/alert.go).
  private static let rows: [UInt8: (name: String?, go: String?)] = [
    0: ("close_notify", nil), 10: ("unexpected_message", nil),
    20: ("bad_record_mac", "bad record MAC"), 22: ("record_overflow", nil),
    40: ("handshake_failure", nil), 42: ("bad_certificate", nil),
    43: ("unsupported_certificate", nil), 44: ("certificate_revoked", "revoked certificate"),
    45: ("certificate_expired", "expired certificate"),
    46: ("certificate_unknown", "unknown certificate"), 47: ("illegal_parameter", nil),
    48: ("unknown_ca", "unknown certificate authority"), 49: ("access_denied", nil),
    50: ("decode_error", "error decoding message"),
    51: ("decrypt_error", "error decrypting message"),
    70: ("protocol_version", "protocol version not supported"),
    71: ("insufficient_security", "insufficient security level"), 80: ("internal_error", nil),
    86: ("inappropriate_fallback", nil), 90: ("user_canceled", nil),
    109: ("missing_extension", nil), 110: ("unsupported_extension", nil),
    112: ("unrecognized_name", nil), 113: ("bad_certificate_status_response", nil),
    115: ("unknown_psk_identity", "unknown PSK identity"), 116: ("certificate_required", nil),
    120: ("no_application_protocol", nil), 121: (nil, "encrypted client hello required"),
  ]

  /// nil for an unassigned number.
  package static func name(_ number: UInt8) -> String? { rows[number]?.name }

  /// As go prints it.
  package static func text(_ number: UInt8) -> String {
    rows[number].flatMap { $0.go ?? $0.name?.replacing("_", with: " ") } ?? "alert(\(number))"
  }
}
