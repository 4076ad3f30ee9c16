import Diagnosis
import GoRules
import Health
import Text

/// A call of the doctor, and how far it has come.
package struct Consultation: Sendable {
  /// What it is about; nil: the chain.
  package let mirror: Mirror?
  /// What is known so far; nil: nothing.
  package private(set) var diagnosis: Diagnosis?
  /// Parts that are still to come; nil at the end.
  package private(set) var pending: Int? = 0
  /// Since it began.
  package private(set) var time = Duration.zero
  /// Why there was none; nil where there is one.
  package private(set) var failure: Sentence?

  package init(of mirror: Mirror?) { self.mirror = mirror }

  package mutating func take(_ facts: Facts, pending: Int?, time: Duration) {
    diagnosis = Diagnosis(facts)
    self.pending = pending
    self.time = time
  }

  package mutating func fail(_ sentence: Sentence) {
    failure = sentence
    pending = nil
  }

  /// The chain does not have the mirror.
  var isOfMirrorAlone: Bool { mirror.map { $0.service == .proxy && $0.entry == nil } ?? false }
  var isRunning: Bool { pending != nil }
}
