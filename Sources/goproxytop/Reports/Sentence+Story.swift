import Dashboard
import MirrorLab
import Text

extension Sentence {
  /// What a step of the demo's story tells.
  init(_ step: Story.Step) {
    let word: Word =
      switch step.turn {
      case .growsSlow: .storySlow
      case .isItselfAgain: .storyItself
      case .goesDown: .storyDown
      case .isBack: .storyBack
      case .stopsAtComma: .storyComma
      case .servesAgain: .storyServes
      case .flaps: .storyFlaps
      case .servesForAMoment: .storyMoment
      case .certificateExpires: .storyExpired
      case .hasNewCertificate: .storyNewCertificate
      case .resetsZips: .storyReset
      case .sendsWholeZips: .storyWhole
      case .isSilent: .storySilent
      case .answersAgain: .storyAnswers
      }
    self.init(word, .text(step.host))
  }
}
