extension Word {
  /// The sentences of the bottom line and the event log, in both languages. The English ones of settings
  /// and themes are also those of stderr.
  static let messages: [Word: (english: String, chinese: String)] = [
    // Of anything that fails
    .verbatim: ("{}", "{}"),
    .withReason: ("{}: {}", "{}：{}"),
    // GOPROXY
    .goproxyIs: ("GOPROXY is now {}", "GOPROXY 现为 {}"),
    .goproxyIsNotSet: ("GOPROXY is now not set", "GOPROXY 现未设置"),
    .goproxyNotWritten: ("GOPROXY not written: {}", "未能写入 GOPROXY：{}"),
    .exportedOverrides: (
      "GOPROXY is exported in the environment ({}) and overrides the file: unset it",
      "环境中导出了 GOPROXY（{}），优先于文件：请取消导出"
    ),
    .goenvOff: ("GOENV=off: go reads no env file", "GOENV=off：go 不读取 env 文件"),
    .goenvPoints: ("GOENV points to {}", "GOENV 指向 {}"),
    .changedSince: ("GOPROXY has been changed since by someone else", "此后 GOPROXY 已被他人更改"),
    .noEnvFile: ("there is no env file", "没有 env 文件"),
    .notHeld: ("{} does not hold the new value", "{} 中没有新值"),
    .goEnvEnded: ("go env ended with {}", "go env 以状态 {} 结束"),
    // Watch list and commands
    .alreadyWatched: ("{} is watched already", "{} 已在监视中"),
    .noMirrorNamed: ("no mirror {}", "没有镜像 {}"),
    .isInChain: ("{} is in the chain", "{} 在代理链中"),
    .isFirstAlready: ("{} is asked first already", "{} 已是首先询问的"),
    .notUnderstood: ("{}: not understood", "{}：无法理解"),
    .writtenTo: ("written to {}", "已写入 {}"),
    // Settings
    .settingsRead: ("settings read again", "已重新读取设置"),
    .oldSettingsHold: ("the old settings hold: {}", "沿用原设置：{}"),
    .configurationUnreadable: ("configuration {}", "配置文件 {}"),
    .moreProblems: ("{} (and {} more; see config check)", "{}（另有 {} 处，见 config check）"),
    .unknownKey: ("unknown key", "未知的键"),
    .unknownAction: ("unknown action", "未知的操作"),
    .isMissing: ("is missing", "缺失"),
    .expectedFound: ("expected {}, found {}", "应为{}，实为{}"),
    .expectedOnly: ("expected {}", "应为{}"),
    .mustBe: ("must be {}", "必须{}"),
    .atLeast: ("at least {}", "不小于 {}"),
    .atLeastOne: ("at least one", "至少有一个"),
    .fromTo: ("from {} to {}", "在 {} 与 {} 之间"),
    .tooLong: ("longer than {}", "超过 {}"),
    .noMemory: ("no memory to read it", "内存不足，无法读取"),
    .kindTable: ("a table", "表"),
    .kindArray: ("an array", "数组"),
    .kindString: ("a string", "字符串"),
    .kindWholeNumber: ("a whole number", "整数"),
    .kindNumber: ("a number", "数字"),
    .kindBoolean: ("true or false", "true 或 false"),
    .kindDate: ("a date", "日期"),
    .kindTime: (
      "a time such as \"500ms\", \"5s\" or \"1m30s\"",
      "时间，如 \"500ms\"、\"5s\" 或 \"1m30s\""
    ),
    .kindListOf: ("a list of {}", "{} 的列表"),
    .kindColumns: ("a list of columns among {}", "由下列各列组成的列表：{}"),
    .kindEither: ("{} or {}", "{} 或 {}"),
    .kindKey: ("a key such as \"q\", \"Ctrl-X\" or \"F5\"", "按键，如 \"q\"、\"Ctrl-X\" 或 \"F5\""),
    // Themes
    .noThemeNamed: ("no theme {}; goproxytop themes lists them", "没有主题 {}；goproxytop themes 可列出"),
    .themeUnreadable: ("theme {}", "主题 {}"),
    .unknownRole: ("unknown role", "未知的角色"),
    .styleEmpty: ("empty", "为空"),
    .noColourAfterOn: ("no colour after 'on'", "'on' 之后没有颜色"),
    .unknownAttribute: ("unknown attribute '{}'", "未知的属性 '{}'"),
    .badColour: ("bad colour '{}'", "无效的颜色 '{}'"),
    .twoFallbacks: ("more than two fallbacks in '{}'", "'{}' 中的后备颜色多于两个"),
    .badNumberFallback: ("fallback '{}' is no number from 0 to 255", "后备颜色 '{}' 不是 0 到 255 的数"),
    .badNameFallback: ("fallback '{}' is no ANSI colour", "后备颜色 '{}' 不是 ANSI 颜色"),
    // Record
    .noHistory: ("no history is kept", "未保存历史记录"),
    .nothingOnRecord: ("nothing is on record of this time", "这段时间没有记录"),
    .playedToTheEnd: ("the record was played to its end: this is live", "记录已播放完毕：现为实时"),
    .historyElsewhere: (
      "history: another instance records; this one takes over when that ends",
      "历史记录：由另一实例记录，它结束后由本实例接手"
    ),
    .historyOurs: ("history: this instance records now", "历史记录：现由本实例记录"),
    .historyFails: ("history: {} ({})", "历史记录：{}（{}）"),
    .historyWaits: (
      "history: {}; {} records wait in memory ({})", "历史记录：{}；{} 条记录在内存中等待（{}）"
    ),
    .historyDamaged: (
      "history: damaged file kept as {}; failovers taken over: {} ({})",
      "历史记录：损坏的文件保留为 {}；取回的切换记录：{}（{}）"
    ),
    .historyOnNetwork: (
      "history: {} is on a network file system ({}); this machine keeps {}",
      "历史记录：{} 位于网络文件系统（{}）；本机使用 {}"
    ),
    .gapAsleep: (
      "nothing was measured for {}: the machine slept, or its clock was set ahead",
      "有 {} 未测量：本机曾休眠，或时钟被拨快"
    ),
    .gapSetBack: ("the clock was set back by {}", "时钟被拨慢 {}"),
    .gapStopped: (
      "nothing was measured for {}: this program was stopped", "有 {} 未测量：本程序曾被暂停"
    ),
    .noRoom: ("no room on the disk: free some", "磁盘空间不足：请腾出空间"),
    .fileLocked: (
      "the file is locked by another program: end that one, or wait",
      "文件被另一程序锁定：请结束该程序，或稍候"
    ),
    .fileDamaged: (
      "the file is damaged ({}): the dashboard sets it aside and begins a new one",
      "文件已损坏（{}）：仪表盘会将其移开并新建文件"
    ),
    .fileForeign: (
      "the file belongs to another program: move it away", "文件属于另一程序：请将其移走"
    ),
    .fileNewer: (
      "the file is of a newer version ({}; this program knows {}): update goproxytop, or move it away",
      "文件属于更新的版本（{}；本程序只认识 {}）：请更新 goproxytop，或将其移走"
    ),
    .fileUnusable: (
      "the file may not be written and is of another version or program: move it away",
      "文件不可写，且属于另一版本或程序：请将其移走"
    ),
    // The demo's story
    .storySlow: ("{} grows slow", "{} 变慢"),
    .storyItself: ("{} is itself again", "{} 恢复原状"),
    .storyDown: ("{} goes down: `|` leads to the next", "{} 停止服务：`|` 转到下一项"),
    .storyBack: ("{} is back", "{} 恢复服务"),
    .storyComma: (
      "{} answers 502: the comma after it stops go, `|` would not",
      "{} 应答 502：其后的逗号使 go 止步，`|` 则不会"
    ),
    .storyServes: ("{} serves again", "{} 再次提供服务"),
    .storyFlaps: ("{} answers 503, again and again", "{} 一再应答 503"),
    .storyMoment: ("{} serves for a moment", "{} 短暂恢复"),
    .storyExpired: ("the certificate of {} expires", "{} 的证书到期"),
    .storyNewCertificate: ("{} has a new certificate", "{} 换上新证书"),
    .storyReset: (
      "{} resets HTTP/2 streams in the middle of each zip; all else is served",
      "{} 在每个 zip 中途重置 HTTP/2 流；其余照常"
    ),
    .storyWhole: ("{} sends whole zips again", "{} 又能发送完整的 zip"),
    .storySilent: (
      "{} takes requests and answers none: go waits for ever, whatever follows",
      "{} 接受请求却不应答：无论其后是什么，go 都会永远等待"
    ),
    .storyAnswers: ("{} answers again", "{} 再次应答"),
  ]
}
