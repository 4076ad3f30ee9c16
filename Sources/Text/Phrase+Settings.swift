/// What can be wrong with a configuration or a theme, and how settings are put in force.
extension Phrase {
  package static let settingsRead = Phrase("settings reloaded", "已重新加载设置")
  package static let oldSettingsHold = Phrase("keeping the previous settings: {}", "沿用原设置：{}")
  package static let configurationUnreadable = Phrase(
    "cannot read configuration {}", "无法读取配置文件 {}")
  package static let moreProblems = Phrase(
    "{} (and {} more; run goproxytop config check)", "{}（另有 {} 处，见 goproxytop config check）")
  package static let unknownKey = Phrase("unknown key", "未知的键")
  package static let unknownAction = Phrase("unknown action", "未知的操作")
  package static let isMissing = Phrase("missing", "缺失")
  package static let expectedFound = Phrase("expected {}, found {}", "应为{}，实为{}")
  package static let expectedOnly = Phrase("expected {}", "应为{}")
  package static let mustBe = Phrase("must be {}", "必须{}")
  package static let atLeast = Phrase("at least {}", "不小于 {}")
  package static let nonEmpty = Phrase("non-empty", "非空")
  package static let fromTo = Phrase("between {} and {}", "在 {} 与 {} 之间")
  package static let tooLong = Phrase("longer than {}", "超过 {}")
  package static let noMemory = Phrase("out of memory", "内存不足")

  // What a value is
  package static let kindTable = Phrase("a table", "表")
  package static let kindArray = Phrase("an array", "数组")
  package static let kindString = Phrase("a string", "字符串")
  package static let kindNonEmptyString = Phrase("a non-empty string", "非空字符串")
  package static let kindWholeNumber = Phrase("an integer", "整数")
  package static let kindNumber = Phrase("a number", "数字")
  package static let kindBoolean = Phrase("true or false", "true 或 false")
  package static let kindDate = Phrase("a date", "日期")
  package static let kindTime = Phrase(
    "a duration such as \"500ms\", \"5s\" or \"1m30s\"", "时长，如 \"500ms\"、\"5s\" 或 \"1m30s\"")
  package static let kindStrings = Phrase("a list of non-empty strings", "非空字符串的列表")
  package static let kindListOf = Phrase("a list of {}", "{} 的列表")
  package static let kindEvaded = Phrase(
    "a list of failures from {}", "由下列故障组成的列表：{}")
  package static let kindColumns = Phrase("a list of columns from {}", "由下列各列组成的列表：{}")
  package static let kindEither = Phrase("{} or {}", "{} 或 {}")
  package static let kindKey = Phrase(
    "a key such as \"q\", \"Ctrl-X\" or \"F5\"", "按键，如 \"q\"、\"Ctrl-X\" 或 \"F5\"")

  // Themes
  package static let noThemeNamed = Phrase(
    "unknown theme {}; list them with goproxytop themes", "未知的主题 {}；用 goproxytop themes 列出")
  package static let themeUnreadable = Phrase("cannot read theme {}", "无法读取主题 {}")
  package static let unknownRole = Phrase("unknown role", "未知的角色")
  package static let styleEmpty = Phrase("empty", "为空")
  package static let noColourAfterOn = Phrase("no colour after 'on'", "'on' 之后没有颜色")
  package static let unknownAttribute = Phrase("unknown attribute '{}'", "未知的属性 '{}'")
  package static let badColour = Phrase("invalid colour '{}'", "无效的颜色 '{}'")
  package static let twoFallbacks = Phrase(
    "more than two fallbacks in '{}'", "'{}' 中的后备颜色多于两个")
  package static let badNumberFallback = Phrase(
    "fallback '{}' is not a number from 0 to 255", "后备颜色 '{}' 不是 0 到 255 的数")
  package static let badNameFallback = Phrase(
    "fallback '{}' is not an ANSI colour name", "后备颜色 '{}' 不是 ANSI 颜色名")
}
