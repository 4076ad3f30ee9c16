/// The texts of `check` for CI: policies, and settings that may leak.
extension Phrase {
  package static let policyIsEmpty = Phrase("no rule in it", "没有任何规则")
  package static let policyHost = Phrase(
    "a host such as \"proxy.golang.org\", \"*.corp.example\" or \"corp.example:8443\"",
    "主机，例如 \"proxy.golang.org\"、\"*.corp.example\" 或 \"corp.example:8443\"")
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
  // What of go.sum is there
  package static let offlineComplete = Phrase(
    "all of go.sum is in the module cache: go needs no network", "go.sum 所列均在模块缓存中：go 无需网络")
  package static let offlineVendored = Phrase(
    "go builds from vendor: it needs no network", "go 使用 vendor 构建：无需网络")
  package static let offlineCounts = Phrase("{} of {} modules complete", "{} / {} 个模块完整")
  package static let offlineMissing = Phrase(
    "missing (go.sum may list more than a build needs):", "缺失（go.sum 所列可能多于构建所需）：")
  package static let offlineAltered = Phrase(
    "not what go.sum says: go refuses them until they are removed", "与 go.sum 不符：删除之前 go 会拒绝")
  package static let offlineNobody = Phrase("no mirror has it", "没有镜像提供")
  package static let offlineNotAsked = Phrase("no mirror was asked", "未询问任何镜像")
  package static let offlineUnlisted = Phrase(
    "required by go.mod, but not in go.sum: go refuses a build that needs them",
    "go.mod 要求但 go.sum 未列：go 会拒绝需要它们的构建")
  package static let offlineUnknown = Phrase(
    "{}, but what go would meet is not known", "{}，但 go 会遇到什么尚不清楚")
  package static let offlinePending = Phrase("{} of {} answers", "已收到 {} / {} 个响应")
  package static let offlineFix = Phrase("fix: {}", "修复：{}")

  package static let leakOfSettings = Phrase("change where go gets modules", "改变 go 获取模块的来源")
}
