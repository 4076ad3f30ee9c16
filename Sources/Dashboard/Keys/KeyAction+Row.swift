import GoRules
import Health
import Record
import Text

extension KeyAction {
  /// One row for each key: what it is called, which keys it has, and what it does.
  package var row: KeyRow {
    switch self {
    // Moving
    case .up:
      KeyRow(.up, .character("k"), short: Phrase("up", "上移"), long: Phrase("up one line", "上移一行")) {
        $0.move(.up, $1)
      }
    case .down:
      KeyRow(
        .down, .character("j"), short: Phrase("select", "选择"), long: Phrase("down one line", "下移一行")
      ) { $0.move(.down, $1) }
    case .top:
      KeyRow(
        .character("g"), .home, short: Phrase("top", "顶部"), long: Phrase("go to the top", "到顶部")
      ) { $0.move(.top, $1) }
    case .bottom:
      KeyRow(
        .character("G"), short: Phrase("bottom", "底部"), long: Phrase("go to the bottom", "到底部")
      ) { $0.move(.bottom, $1) }
    case .pageUp:
      KeyRow(
        .pageUp, .control("u"), short: Phrase("page up", "上一页"), long: Phrase("up one page", "上翻一页")
      ) { $0.move(.pageUp, $1) }
    case .pageDown:
      KeyRow(
        .pageDown, .control("d"), short: Phrase("page down", "下一页"),
        long: Phrase("down one page", "下翻一页")
      ) { $0.move(.pageDown, $1) }

    // Panels
    case .open:
      KeyRow(
        .enter, short: Phrase("detail", "详情"),
        long: Phrase(
          "detail of the selected mirror; on a failover or event, the screen of that moment",
          "所选镜像的详情；在切换或事件上：那一时刻的画面")
      ) { state, context in state.open(context) }
    case .back:
      KeyRow(
        .escape, short: Phrase("back", "返回"),
        long: Phrase("back one level; never quits", "返回上一级（不会退出）")
      ) { state, _ in state.changePanel { $0.goBack() } }
    case .nextPanel:
      KeyRow(.tab, short: Phrase("panel", "面板"), long: Phrase("next panel", "下一个面板")) { state, _ in
        state.changePanel { $0.step(1) }
      }
    case .previousPanel:
      KeyRow(
        .backTab, short: Phrase("previous panel", "上一面板"),
        long: Phrase("previous panel", "上一个面板")
      ) { state, _ in state.changePanel { $0.step(-1) } }
    case .panelChain: KeyRow(.character("1"), panel: .chain)
    case .panelMirrors: KeyRow(.character("2"), panel: .mirrors)
    case .panelDetail: KeyRow(.character("3"), panel: .detail)
    case .panelFailovers: KeyRow(.character("4"), panel: .failovers)
    case .panelEvents: KeyRow(.character("5"), panel: .events)
    case .panelAdvice: KeyRow(.character("6"), panel: .advice)
    case .zoom:
      KeyRow(
        .character("e"), short: Phrase("zoom", "放大"),
        long: Phrase("zoom the panel to full screen, and back", "面板全屏，再按还原")
      ) { state, _ in state.changePanel { $0.preferences.zoomed.toggle() } }

    // GOPROXY
    case .fix:
      KeyRow(
        .character("F"), short: Phrase("fix", "修复"),
        long: Phrase("write the fix that is proved to help", "写入经证实有效的修复"), writes: true
      ) { $0.offerFix($1) }
    case .fastest:
      KeyRow(
        .character("f"), short: Phrase("fastest", "最快"),
        long: Phrase("measure all mirrors, propose a chain", "测量所有镜像并建议代理链"), writes: true
      ) { state, _ in state.openPick() }
    case .undo:
      KeyRow(
        .character("u"), short: Phrase("undo", "撤销"),
        long: Phrase("undo the last GOPROXY change", "撤销上次对 GOPROXY 的更改"), writes: true
      ) { state, _ in state.offerUndo() }
    case .advice:
      KeyRow(
        .character("a"), short: Phrase("advice", "建议"),
        long: Phrase("advice on the chain", "对代理链的建议")
      ) { state, _ in state.changePanel { $0.focus(.advice) } }

    case .referee:
      KeyRow(
        .character("v"), short: Phrase("verify", "验证"),
        long: Phrase("verify with the real go command", "用真实的 go 命令验证")
      ) { state, _ in state.callReferee() }
    case .doctor:
      KeyRow(
        .character("D"), short: Phrase("doctor", "诊断"),
        long: Phrase(
          "doctor: what is wrong with the selected mirror, and the cure",
          "诊断：所选镜像有何问题，如何解决")
      ) { state, context in state.callDoctor(context) }
    case .goProcesses:
      KeyRow(
        .character("N"), short: Phrase("go now", "go 进程"),
        long: Phrase(
          "the go commands that run now, and what they wait for", "正在运行的 go 命令及其在等待什么")
      ) { state, _ in state.openGoProcesses() }

    case .gateway:
      KeyRow(
        .character("W"), short: Phrase("gateway", "网关"),
        long: Phrase(
          "what the gateway in GOPROXY does, and its last requests", "GOPROXY 中的网关在做什么，及其最近的请求")
      ) { state, _ in state.open(.gateway(scroll: 0)) }

    // The table
    case .mark:
      KeyRow(
        .character(" "), short: Phrase("mark", "标记"),
        long: Phrase("mark the selected mirror, or unmark it", "标记所选镜像，或取消标记")
      ) { $0.toggleMark($1) }
    case .compare:
      KeyRow(
        .character("c"), short: Phrase("compare", "比较"),
        long: Phrase(
          "compare the marked mirrors, or the selected one with the one serving go",
          "比较已标记的镜像，或将所选镜像与当前服务的镜像比较")
      ) { $0.compare($1) }
    case .filter:
      KeyRow(
        .character("/"), short: Phrase("filter", "过滤"),
        long: Phrase("filter mirrors; a leading `!` hides matches", "过滤镜像；以 `!` 开头表示排除")
      ) { state, _ in state.open(.filter(LineEditor(state.filter), before: state.filter)) }
    case .sortLeft:
      KeyRow(
        .character("<"), short: Phrase("sort left", "左移排序列"),
        long: Phrase("sort by the column to the left", "按左边一列排序")
      ) { state, _ in state.sort(by: -1) }
    case .sortRight:
      KeyRow(
        .character(">"), short: Phrase("sort", "排序"),
        long: Phrase("sort by the column to the right", "按右边一列排序")
      ) { state, _ in state.sort(by: 1) }
    case .reverse:
      KeyRow(
        .character("r"), short: Phrase("reverse", "反序"),
        long: Phrase("reverse the sort order", "反转排序")
      ) { state, _ in
        state.keep(TableOrder(state.order.column, reversed: !state.order.reversed))
      }

    // Probing
    case .pause:
      KeyRow(
        .character("p"), short: Phrase("pause", "暂停"),
        long: Phrase("freeze the display; probing continues", "冻结画面，探测继续")
      ) { state, context in state.freeze(context) }
    case .probeNow:
      KeyRow(
        .character("R"), short: Phrase("probe now", "立即探测"),
        long: Phrase("probe all mirrors now", "立即探测所有镜像")
      ) { state, _ in state.probeNow() }
    case .slower:
      KeyRow(
        .character("+"), short: Phrase("interval", "间隔"),
        long: Phrase("probe less often", "延长探测间隔")
      ) { state, context in state.interval(longerThan: context.snapshot.interval) }
    case .faster:
      KeyRow(
        .character("-"), short: Phrase("faster", "更快"), long: Phrase("probe more often", "缩短探测间隔")
      ) { state, context in state.interval(shorterThan: context.snapshot.interval) }
    case .window:
      KeyRow(
        .character("w"), short: Phrase("window", "时段"),
        long: Phrase("statistics over 1 minute, 15 minutes or 24 hours", "统计时段：1 分钟、15 分钟或 24 小时")
      ) { state, _ in state.nextWindow() }

    // Time
    case .timeBack:
      KeyRow(
        .character("["), short: Phrase("earlier", "后退"),
        long: Phrase("the screen of the event before", "上一事件时的画面")
      ) { state, _ in state.leap(.earlierEvent) }
    case .timeForward:
      KeyRow(
        .character("]"), short: Phrase("later", "前进"),
        long: Phrase("the screen of the event after", "下一事件时的画面")
      ) { state, _ in state.leap(.laterEvent) }
    case .minutesBack:
      KeyRow(
        .character("{"), short: Phrase("5 min back", "后退 5 分钟"),
        long: Phrase("5 minutes back in the history", "在历史记录中后退 5 分钟")
      ) { state, _ in state.leap(.by(.seconds(-300))) }
    case .minutesForward:
      KeyRow(
        .character("}"), short: Phrase("5 min forward", "前进 5 分钟"),
        long: Phrase("5 minutes forward in the history", "在历史记录中前进 5 分钟")
      ) { state, _ in state.leap(.by(.seconds(300))) }
    case .live:
      KeyRow(.end, short: Phrase("live", "实时"), long: Phrase("back to live", "回到实时")) { state, _ in
        state.goLive()
      }

    // The screen
    case .theme:
      KeyRow(
        .character("t"), short: Phrase("theme", "主题"), long: Phrase("choose a theme", "选择主题")
      ) { state, _ in state.openThemes() }
    case .copy:
      KeyRow(
        .character("y"), short: Phrase("copy", "复制"),
        long: Phrase("copy the mirror's URL", "复制镜像的 URL")
      ) { state, context in state.copyURL(context) }
    case .copyExport:
      KeyRow(
        .character("Y"), short: Phrase("copy export", "复制 export"),
        long: Phrase("copy the chain as an `export` line", "把代理链复制为 `export` 语句")
      ) { state, context in
        state.copy(context.shown.chain.map { "export GOPROXY='\($0.redacted)'" })
      }
    case .mouse:
      KeyRow(
        .character("m"), short: Phrase("mouse", "鼠标"), long: Phrase("mouse on or off", "开关鼠标")
      ) { state, _ in state.toggleMouse() }
    case .commandLine:
      KeyRow(
        .character(":"), short: Phrase("command", "命令"),
        long: Phrase(
          "command line (add, remove, use, theme, export and more)",
          "命令行（add、remove、use、theme、export 等）")
      ) { state, _ in state.open(.command(LineEditor())) }
    case .faults:
      KeyRow(
        .character("x"), short: Phrase("faults", "故障"),
        long: Phrase(
          "in the demo, a fault for the selected mirror", "演示中：为所选镜像选择故障")
      ) { state, _ in state.openFaults() }
    case .help:
      KeyRow(
        .character("?"), .function(1), short: Phrase("help", "帮助"),
        long: Phrase("this help", "显示帮助")
      ) { state, _ in state.open(.help(Overlay.Help(panel: state.preferences.focus))) }
    case .redraw:
      KeyRow(
        .control("l"), short: Phrase("redraw", "重绘"), long: Phrase("redraw the screen", "重绘屏幕")
      ) { _, _ in [.redraw] }
    case .suspend:
      KeyRow(
        .control("z"), short: Phrase("suspend", "挂起"),
        long: Phrase("suspend; `fg` resumes", "挂起，用 `fg` 恢复")
      ) { _, _ in [.suspend] }
    case .quit:
      KeyRow(
        .character("q"), .control("c"), short: Phrase("quit", "退出"), long: Phrase("quit", "退出")
      ) { _, _ in [.quit] }
    case .quitWithSummary:
      KeyRow(
        .character("Q"), short: Phrase("quit with summary", "退出并留下摘要"),
        long: Phrase("quit and leave a summary in the scrollback", "退出，并在终端留下摘要")
      ) { _, _ in [.quitWithSummary] }
    }
  }
}
