import MirrorLab

/// Two mirrors, a home with their authority in `ca.pem`, and the real go as a witness.
class TwoMirrorStage {
  let home: TemporaryFolder
  let lab: MirrorLab
  let first: LabMirror
  let second: LabMirror
  let go: RealGo

  init() throws {
    home = try TemporaryFolder()
    lab = try MirrorLab()
    first = try lab.addMirror()
    second = try lab.addMirror()
    go = try RealGo()
    _ = try home.write(lab.certificateAuthorityPEM, to: "ca.pem")
  }

  deinit { lab.close() }
}
