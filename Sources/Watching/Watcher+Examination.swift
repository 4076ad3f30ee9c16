import Diagnosis
import GoRules
import Health
import Platform
import Probing

/// What the doctor knows so far.
package struct Examined: Sendable {
  package var facts: Facts
  /// Parts that are still to come; nil at the end.
  package var pending: Int?
  /// Since it began.
  package var time: Duration
}

/// Calling the doctor, only when told to.
extension Watcher {
  /// Has the doctor look at the chain as it is, where that has the mirror or none is named, and else at the mirror alone;
  /// replaces an examination under way. nil for `command`: go is not asked.
  package mutating func examine(_ mirror: Mirror?, command: GoCommand?) {
    dismissDoctor()
    examinations += 1
    var probing = pool.configuration
    probing.environment = layers.go.effectiveVariables
    probing.roundsAtATime = nil
    let examination = Examination(layers(for: mirror), probing: probing, command: command)
    let (job, handle) = cancellable { [send, mainThread, number = examinations] in
      let start = SystemClock.now().monotonic
      @Sendable func tell(_ facts: Facts, _ pending: Int?) {
        let time = SystemClock.now().monotonic - start
        send(
          .examined(number, .success(Examined(facts: facts, pending: pending, time: time))))
      }
      do throws(ProbePoolError) {
        tell(try await examination.run(on: mainThread) { tell($0, $1) }, nil)
      } catch {
        send(.examined(number, .failure(error)))
      }
    }
    examining = handle
    perform(job)
  }

  /// Ends an examination under way.
  package mutating func dismissDoctor() {
    examining?.finish()
    examining = nil
  }

  mutating func examined(_ number: Int, _ result: Result<Examined, ProbePoolError>) {
    guard number == examinations, examining != nil else { return }
    if (try? result.get())?.pending == nil { examining = nil }
    tell(.examined(result))
  }

  /// What is watched beside is not examined: the doctor asks whom go would ask.
  private func layers(for mirror: Mirror?) -> LayeredSettings {
    var layers = layers
    guard let mirror, mirror.service == .proxy, mirror.entry == nil else {
      layers.session.removed.formUnion(settings.mirrors.filter { $0.entry == nil }.map(\.id))
      return layers.asking(mirror?.canary)
    }
    layers.session.goproxy = Chain(entries: [Chain.Entry(.proxy(mirror.url))]).value
    layers.session.removed.formUnion(settings.mirrors.map(\.id).filter { $0 != mirror.id })
    return layers.asking(mirror.canary)
  }
}

extension LayeredSettings {
  /// One module is enough, and it is the mirror's own.
  fileprivate func asking(_ canary: ModuleVersion?) -> LayeredSettings {
    var layers = self
    layers.session.canaries = [canary ?? resolved.canaries[0]]
    return layers
  }
}
