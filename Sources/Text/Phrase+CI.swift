/// The texts of `check` for CI: policies, and settings that may leak.
extension Phrase {
  package static let policyIsEmpty = Phrase("no rule in it", "没有任何规则")
  package static let policy = Phrase("policy {}", "策略 {}")
  package static let settings = Phrase("settings", "设置")

  package static let settingIsForeign = Phrase(
    "{}: {} belongs to user {}, who can {}", "{}：{} 属于用户 {}，其可{}")
  package static let settingIsWritable = Phrase(
    "{}: others may write to {}, and {}", "{}：他人可写 {}，并可{}")
  package static let settingOutlastsJob = Phrase(
    "{} comes from {}, which an earlier job may have written: set it in the environment, or GOENV=off",
    "{} 来自 {}，可能由先前的任务写入：请改用环境变量，或设 GOENV=off")
  package static let leakOfModules = Phrase(
    "plant modules that go takes unchecked", "放入 go 不再校验的模块")
  package static let leakOfBuilds = Phrase("plant compiled code", "放入编译产物")
  package static let leakOfSettings = Phrase("change where go gets modules", "改变 go 获取模块的来源")
}
