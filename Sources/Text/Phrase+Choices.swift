/// The catalogue of public mirrors, profiles of chains, and the faults of the demo.
extension Phrase {
  package static let publicMirrors = Phrase("Public mirrors", "公共镜像")
  package static let spaceMarksEnterAdds = Phrase(
    "Space mark  Enter add  Esc close", "空格 标记  Enter 添加  Esc 关闭")
  package static let mirrorIsGone = Phrase("out of service", "已停止服务")
  package static let mirrorIsWatched = Phrase("watched already", "已在监视")
  package static let nowWatching = Phrase("watching {} until you quit", "开始监视 {}，退出前有效")
  package static let noLongerWatched = Phrase("no longer watching {}", "不再监视 {}")

  // Profiles
  package static let confirmProfile = Phrase("Use this profile?", "使用此方案？")
  package static let noProfileNamed = Phrase("no profile named {}", "没有名为 {} 的方案")
  package static let noProfileNamedNear = Phrase(
    "no profile named {}: did you mean {}?", "没有名为 {} 的方案，是否指 {}？")
  package static let noProfiles = Phrase(
    "no profiles in the configuration: add a table `[profiles]`",
    "配置中没有方案；请写在 `[profiles]` 表中")
  package static let profileHolds = Phrase(
    "GOPROXY is already set to profile {}", "GOPROXY 已是方案 {} 的值")

  // Demo
  package static let faults = Phrase("Faults", "故障")
  package static let enterPlays = Phrase(
    "Enter play on the selected mirror  Esc close", "Enter 在所选镜像上播放  Esc 关闭")
  package static let onlyInDemo = Phrase(
    "faults are played in the demo alone: goproxytop demo", "只有演示可播放故障：goproxytop demo")
  package static let unknownFault = Phrase("no fault named {}", "没有名为 {} 的故障")
  package static let unknownFaultNear = Phrase(
    "no fault named {}: did you mean {}?", "没有名为 {} 的故障，是否指 {}？")
  package static let notOfTheDemo = Phrase(
    "{} is not a mirror of the demo", "{} 不是演示中的镜像")
  package static let storyGoesOn = Phrase("the story goes on", "剧情继续")
  package static let allWell = Phrase("all mirrors well", "所有镜像正常")
  package static let faultBegins = Phrase("{}: {} ({})", "{}：{}（{}）")
  package static let faultEnds = Phrase("{} is well again", "{} 恢复正常")
}
