import Foundation
import Testing

/// A report of tests as XML has it.
final class JUnitFile {
  private(set) var failures: String?
  /// Names of the cases of each suite.
  private(set) var cases: [String: [String]] = [:]
  private(set) var failed: [(message: String, text: String)] = []

  /// Read by a parser that is not ours.
  init(_ text: String) throws {
    let script = """
      import sys, json, xml.etree.ElementTree as tree
      root = tree.fromstring(sys.argv[1])
      print(json.dumps({
        'failures': root.get('failures'),
        'cases': {s.get('name'): [c.get('name') for c in s.iter('testcase')] for s in root},
        'failed': [[f.get('message'), f.text] for f in root.iter('failure')]}))
      """
    let read = try CommandResult(
      "/usr/bin/env", ["python3", "-c", script, text],
      environment: ["PATH": "/usr/bin:/bin"])
    #expect(read.code == 0, "\(read.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(read.output.utf8))
    let report = try #require(object as? [String: Any])
    failures = report["failures"] as? String
    cases = report["cases"] as? [String: [String]] ?? [:]
    failed = (report["failed"] as? [[String]] ?? []).map { ($0[0], $0[1]) }
  }
}
