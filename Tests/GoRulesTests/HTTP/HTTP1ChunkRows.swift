// What go 1.27 makes of these chunks, each followed by the end of the connection.

extension HTTP1ResponseReaderTests {
  static let chunks: [Row] = [
    Row("\(chunked)5\r\nhello\r\n0\r\n\r\n", "200 OK; 5 bytes; reusable"),
    Row("\(chunked)5\r\nhello\r\n0\r\n\r\nextra", "200 OK; 5 bytes; extraBytes"),
    Row("\(chunked)5\r\nhel", "200 OK; 3 bytes; unexpected EOF"),
    Row("\(chunked)5\r\nhello", "200 OK; 5 bytes; unexpected EOF"),
    Row("\(chunked)5\r\nhello\r", "200 OK; 5 bytes; unexpected EOF"),
    Row("\(chunked)5\r\nhello\n0\r\n\r\n", "200 OK; 5 bytes; malformed chunked encoding"),
    Row("\(chunked)5\r\nhelloX0\r\n\r\n", "200 OK; 5 bytes; malformed chunked encoding"),
    Row("\(chunked)5\nhello\r\n0\r\n\r\n", "200 OK; 0 bytes; chunked line ends with bare LF"),
    Row("\(chunked)5\r\r\nhello\r\n", "200 OK; 0 bytes; invalid CR in chunked line"),
    Row("\(chunked)\r\n", "200 OK; 0 bytes; empty hex number for chunk length"),
    Row("\(chunked);x\r\n", "200 OK; 0 bytes; empty hex number for chunk length"),
    Row("\(chunked)0x5\r\n", "200 OK; 0 bytes; invalid byte in chunk length"),
    Row("\(chunked)g\r\n", "200 OK; 0 bytes; invalid byte in chunk length"),
    Row("\(chunked)5 \t\r\nhello\r\n0\r\n\r\n", "200 OK; 5 bytes; reusable"),
    Row("\(chunked)5 ;x\r\nhello\r\n", "200 OK; 0 bytes; invalid byte in chunk length"),
    Row("\(chunked)5;x=\"y\"\r\nhello\r\n0;z\r\n\r\n", "200 OK; 5 bytes; reusable"),
    Row("\(chunked) 5\r\n", "200 OK; 0 bytes; invalid byte in chunk length"),
    Row("\(chunked)10000000000000000\r\n", "200 OK; 0 bytes; http chunk length too large"),
    Row("\(chunked)00000000000000005\r\n", "200 OK; 0 bytes; http chunk length too large"),
    Row("\(chunked)0000000000000005\r\nhello\r\n0\r\n\r\n", "200 OK; 5 bytes; reusable"),
    Row("\(chunked)ffffffffffffffff\r\nabc", "200 OK; 3 bytes; unexpected EOF"),
    Row("\(chunked)8000000000000000\r\nabc", "200 OK; 3 bytes; unexpected EOF"),
    Row("\(chunked)C000000000000000\r\nabc", "200 OK; 3 bytes; unexpected EOF"),
    Row("\(chunked)5;\(run("x", 4090))\r\nhello\r\n0\r\n\r\n", "200 OK; 5 bytes; reusable"),
    Row("\(chunked)5;\(run("x", 4092))\r\nhello\r\n0\r\n\r\n", "200 OK; 5 bytes; reusable"),
    Row(
      "\(chunked)5;\(run("x", 4093))\r\nhello\r\n0\r\n\r\n",
      "200 OK; 0 bytes; header line too long"),
    Row(
      "\(chunked)\(run("1;xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\na\r\n", 630))0\r\n\r\n",
      "200 OK; 630 bytes; reusable"),
    Row(
      "\(chunked)\(run("1;xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\na\r\n", 631))0\r\n\r\n",
      "200 OK; 630 bytes; chunked encoding contains too much non-data"),
    Row("\(chunked)\(run("0", 15))1\r\nA\r\n", "200 OK; 1 bytes; unexpected EOF"),
    Row("\(chunked)", "200 OK; 0 bytes; unexpected EOF"),
  ]

  static let trailers: [Row] = [
    Row("\(chunked)0\r\n", "200 OK; 0 bytes; http: unexpected EOF reading trailer"),
    Row("\(chunked)0\r\n\r", "200 OK; 0 bytes; http: unexpected EOF reading trailer"),
    Row("\(chunked)0\r\nX", "200 OK; 0 bytes; http: unexpected EOF reading trailer"),
    Row(
      "\(chunked)0\r\nX: y",
      "200 OK; 0 bytes; http: suspiciously long trailer after chunked body"),
    Row(
      "\(chunked)0\r\nX: y\r\n",
      "200 OK; 0 bytes; http: suspiciously long trailer after chunked body"),
    Row("\(chunked)0\r\nX: y\r\n\r\n", "200 OK; 0 bytes; reusable"),
    Row(
      "\(chunked)0\r\nX: y\n\n",
      "200 OK; 0 bytes; http: suspiciously long trailer after chunked body"),
    Row("\(chunked)0\r\n\n\r\n\r\n", "200 OK; 0 bytes; extraBytes"),
    Row("\(chunked)0\r\nX\r\n\r\n", "200 OK; 0 bytes; malformed MIME header: missing colon: \"X\""),
    Row(
      "\(chunked)0\r\nX: \u{1}\r\n\r\n",
      "200 OK; 0 bytes; malformed MIME header line: \"X: \\x01\""),
    Row(
      "\(chunked)0\r\n X: y\r\n\r\n",
      "200 OK; 0 bytes; malformed MIME header initial line: \" X: y\""),
    Row("\(chunked)0\r\n \(run("x", 80))\r\n\r\n", "200 OK; 0 bytes; message too large"),
    Row("\(chunked)0\r\nX: \(run("y", 4089))\r\n\r\n", "200 OK; 0 bytes; reusable"),
    Row(
      "\(chunked)0\r\nX: \(run("y", 4090))\r\n\r\n",
      "200 OK; 0 bytes; http: suspiciously long trailer after chunked body"),
    Row(
      "\(chunked)0\r\nX: y\r\n z\r\nContent-Length: 4\r\n\r\nmore",
      "200 OK; 0 bytes; extraBytes"),
  ]
}
