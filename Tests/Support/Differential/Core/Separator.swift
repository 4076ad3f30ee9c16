/// What stands between the first entry of GOPROXY and the second.
enum Separator: String, CaseIterable { case comma = ",", pipe = "|" }
