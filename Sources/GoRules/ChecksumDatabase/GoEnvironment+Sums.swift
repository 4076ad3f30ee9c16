extension GoEnvironment {
  /// Whether go checks a module against the checksum database (modfetch/sumdb.go `useSumDB`). A toolchain is checked
  /// whatever GOSUMDB and GONOSUMDB say.
  package func checksSums(of version: ModuleVersion) -> Bool {
    if version.isToolchain {
      let isLocal =
        self["GOPROXY"].hasPrefix("file://") && !self["GOPROXY"].contains { $0 == "," || $0 == "|" }
      let isProxyItself = variables["GIT_HTTP_USER_AGENT"]?.contains("proxy.golang.org") == true
      if !isLocal, !isProxyItself { return true }
    }
    return self["GOSUMDB"] != "off" && !ModulePatterns(gonosumdb).matches(version.module)
  }
}
