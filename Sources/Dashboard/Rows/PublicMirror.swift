import GoRules
import Health
import Text

/// A public mirror that anyone may use, and what is known of it. It is data: none is asked before the user adds it.
///
/// Addresses and operators are those that the operators' own pages or several public configurations name; a quirk is one
/// that a public thread reports. All of them can change without notice, so they are words beside a name and decide nothing.
package struct PublicMirror: Sendable {
  /// As it would stand in GOPROXY.
  package let address: String
  let operatedBy: Phrase
  /// nil: none is known.
  let quirk: Phrase?
  /// It is on old lists and serves nobody.
  package var isGone = false

  /// The address without its scheme and last slash: short, and still taken by `:add`.
  package var name: String {
    let name = address.dropFirst(address.hasPrefix("https://") ? 8 : 0)
    return String(name.hasSuffix("/") ? name.dropLast() : name)
  }

  /// nil would be a mistake in the catalogue.
  package var id: Mirror.ID? { (try? ProxyURL(parsing: address)).map { Mirror.ID($0) } }

  package static let all = serving + gone

  private static let serving = [
    PublicMirror(
      address: "https://proxy.golang.org",
      operatedBy: Phrase("Google, the Go team", "Google（Go 团队）"),
      quirk: Phrase(
        "go's default; not reachable from mainland China", "go 的默认值；中国大陆无法访问")),
    PublicMirror(
      address: "https://goproxy.cn", operatedBy: Phrase("Qiniu Cloud", "七牛云"),
      quirk: Phrase("behind a CDN; bursts of HTTP 504 in 2024", "经由 CDN；2024 年曾多次出现 HTTP 504")),
    PublicMirror(
      address: "https://goproxy.io", operatedBy: Phrase("the GOPROXY.IO project", "GOPROXY.IO 项目"),
      quirk: Phrase(
        "its CDN has sent GOAWAY for sumdb tiles, and had HTTP/2 turned off",
        "其 CDN 曾对 sumdb 发送 GOAWAY，并停用过 HTTP/2")),
    PublicMirror(
      address: "https://mirrors.aliyun.com/goproxy/", operatedBy: Phrase("Alibaba Cloud", "阿里云"),
      quirk: nil),
    PublicMirror(
      address: "https://mirrors.cloud.tencent.com/go/", operatedBy: Phrase("Tencent Cloud", "腾讯云"),
      quirk: Phrase(
        "the same is served as mirrors.tencent.com/go/", "mirrors.tencent.com/go/ 是同一服务")),
    PublicMirror(
      address: "https://repo.huaweicloud.com/repository/goproxy/",
      operatedBy: Phrase("Huawei Cloud", "华为云"),
      quirk: Phrase(
        "without the checksum database: go asks sum.golang.org itself; limits clients abroad (429)",
        "不代理校验数据库：go 会直接访问 sum.golang.org；对境外访问限流（429）")),
    PublicMirror(
      address: "https://repo.nju.edu.cn/go/", operatedBy: Phrase("Nanjing University", "南京大学"),
      quirk: nil),
  ]

  private static let gone = [
    PublicMirror(
      address: "https://gocenter.io", operatedBy: Phrase("JFrog, until 2021", "JFrog，至 2021 年"),
      quirk: Phrase("shut down in 2021", "已于 2021 年停止服务"), isGone: true),
    PublicMirror(
      address: "https://goproxy.ustc.edu.cn",
      operatedBy: Phrase("USTC, by its name", "中国科学技术大学（据名称）"),
      quirk: Phrase(
        "on many lists, but its name does not resolve; USTC has closed requests for one",
        "见于许多列表，但域名无法解析；中科大已关闭此类请求"), isGone: true),
  ]
}
