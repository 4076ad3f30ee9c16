import CYardstick
import Glibc
import Platform

/// The bare libcurl loop: GET requests without any diagnosis.
struct BareCurl {
  var urls: [String]
  /// PEM file of the authority.
  var authority: String
  var isReusing = false
  var inFlight = 1
  /// Between two starts; nil starts as soon as a place is free.
  var spacing: Duration?

  /// Makes `count` requests and returns what libcurl says of each, in order of their starts.
  ///
  /// Throws where a transfer fails, unless `failuresAllowed`: a yardstick that does not work measures nothing.
  func run(
    _ count: Int, failuresAllowed: Bool = false
  ) throws(BenchmarkError) -> [yardstick_transfer] {
    var transfers = [yardstick_transfer](repeating: yardstick_transfer(), count: count)
    let strings = urls.map { strdup($0) }
    defer { strings.forEach { free($0) } }
    let pointers = strings.map { UnsafePointer($0) }
    let code = pointers.withUnsafeBufferPointer { pointers in
      authority.withCString { authority in
        var plan = yardstick_plan()
        plan.urls = pointers.baseAddress
        plan.url_count = pointers.count
        plan.ca_file = authority
        plan.count = count
        plan.in_flight = inFlight
        plan.spacing_us = (spacing ?? .zero).inNanoseconds / 1000
        plan.reuse = isReusing ? 1 : 0
        return yardstick_curl(&plan, &transfers)
      }
    }
    if code != 0 { throw BenchmarkError("the libcurl loop ended with code \(code)") }
    if !failuresAllowed, let failed = transfers.first(where: { $0.code != 0 }) {
      throw BenchmarkError("a transfer of the libcurl loop failed with CURLcode \(failed.code)")
    }
    return transfers
  }
}
