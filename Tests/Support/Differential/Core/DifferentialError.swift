/// Why a run cannot go on.
struct DifferentialError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
