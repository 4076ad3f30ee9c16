import GoRules
import Health

extension HealthState {
  package var word: Word {
    switch self {
    case .unknown: .unknown
    case .up: .up
    case .degraded: .degraded
    case .down: .down
    case .local: .local
    }
  }

  package var helpWord: Word {
    switch self {
    case .unknown: .helpStateUnknown
    case .up: .helpStateUp
    case .degraded: .helpStateDegraded
    case .down: .helpStateDown
    case .local: .helpStateLocal
    }
  }
}

extension Phase {
  package var word: Word {
    switch self {
    case .resolve: .phaseResolve
    case .connect: .phaseConnect
    case .tls: .phaseTLS
    case .processing: .phaseProcessing
    case .transfer: .phaseTransfer
    }
  }
}

extension GoproxySetting.Source {
  package var word: Word {
    switch self {
    case .option: .sourceOption
    case .environment: .sourceEnvironment
    case .goEnvFile: .sourceGoEnvFile
    case .gorootGoEnv: .sourceGoroot
    case .default: .sourceDefault
    case .record: .sourceRecord
    }
  }
}
