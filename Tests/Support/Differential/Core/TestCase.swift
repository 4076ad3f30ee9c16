/// One thing that go and our program are both shown.
struct TestCase {
  /// The first entry of GOPROXY. `{FAULT}` is the port of the server that answers as the case says, here
  /// and in every answer; `{SOUND}` that of the sound proxy behind it; `{CLOSED}` one on which nobody
  /// listens.
  var proxy: String
  /// What the server of the first entry answers to a path; a file of the module that is not named here is
  /// answered soundly, any other path with 404.
  var answers: [String: Script] = [:]
  /// How the server of the first entry speaks TLS; nil for plain TCP.
  var tls: TLSPlan?
  /// The frames of an HTTP/2 server; nil for a server of HTTP/1.
  var http2: HTTP2Plan?
  /// The authorities to trust, as PEM; nil for none.
  var authorities: String?
  /// More of the environment of both programs.
  var environment: [String: String] = [:]
  /// The addresses on which the server of the first entry listens.
  var addresses: [String] = ["127.0.0.1"]
  /// What the name server answers for a name of this case; nil: all names are unknown.
  var names: DNSPlan?
  /// What was mutated, for a person to read.
  var description: String
}
