import History
import Testing

struct HistoryPlaceTests {
  @Test func aLocalDisk() {
    // ext4
    let place = HistoryPlace(
      folder: "/home/u/.local/state/goproxytop", fileSystem: 0xEF53, host: "h")
    #expect(place.path == "/home/u/.local/state/goproxytop/history.sqlite")
    #expect(place.notice == nil)
  }

  @Test(arguments: [0x6969, 0xFF53_4D42, 0x6573_5546] as [UInt32])
  func eachHostHasItsFileOnANetwork(kind: UInt32) throws {
    let place = HistoryPlace(folder: "/net/u", fileSystem: kind, host: "build-1.example/é")
    #expect(place.path == "/net/u/history-build-1.example__.sqlite")
    guard case .onNetwork("/net/u", _, "history-build-1.example__.sqlite")? = place.notice else {
      Issue.record("\(place)")
      return
    }
  }

  @Test func aFolderThatDoesNotExistIsJudgedByTheOneAbove() throws {
    let folder = try TemporaryFolder()
    let place = HistoryPlace(folder: folder.path + "/not/yet")
    #expect(place.path.hasPrefix(folder.path + "/not/yet/history"))
  }
}
