import GoRules

extension Phase {
  /// Its name on the screen, in table, chart, detail and causes alike. JSON and the history keep the raw value.
  package var word: Phrase {
    switch self {
    case .resolve: Phrase("dns", "DNS")
    case .connect: Phrase("tcp", "TCP")
    case .tls: Phrase("tls", "TLS")
    case .processing: Phrase("ttfb", "首字节")
    case .transfer: Phrase("body", "传输")
    }
  }
}

extension GoproxySetting.Source {
  /// Where GOPROXY comes from, as the header says it.
  package var word: Phrase {
    switch self {
    case .option: Phrase("option", "命令行选项")
    case .configuration: Phrase("config", "配置文件")
    case .environment: Phrase("environment", "环境变量")
    case .goEnvFile: Phrase("go env file", "go env 文件")
    case .gorootGoEnv: Phrase("GOROOT/go.env", "GOROOT/go.env")
    case .default: Phrase("default", "默认值")
    case .record: Phrase("history, not current", "历史记录，非当前值")
    }
  }
}
