// Writes checksum-database.json: what golang.org/x/mod/sumdb of go 1.27 asks a checksum database for, and says to its
// answers. Needs golang.org/x/mod (GOROOT/src/cmd/vendor has it; there, let client.go's ReadTiles read one tile after
// the other, so that the order of requests is certain).
package main

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type override struct {
	Body  *string `json:"body,omitempty"`  // base64
	Error string  `json:"error,omitempty"` // instead of a body
	Flip  *int    `json:"flip,omitempty"`  // the byte that is changed
	Cut   *int    `json:"cut,omitempty"`   // bytes that are kept
	Pad   *int    `json:"pad,omitempty"`   // bytes that are added
}

type step struct {
	Log      string              `json:"log"` // seeds the records
	Size     int64               `json:"size"`
	ID       int64               `json:"id"`
	Tree     string              `json:"tree"` // signed head
	Override map[string]override `json:"override,omitempty"`
	Asks     []string            `json:"asks"`
	Lines    int                 `json:"lines"`
	Error    string              `json:"error,omitempty"`
	Security string              `json:"security,omitempty"`
}

type testCase struct {
	Name  string `json:"name"`
	Steps []step `json:"steps"`
}

type signed struct {
	Message   string `json:"message"`
	Signature string `json:"signature"` // base64
}

type fixture struct {
	Key        string     `json:"key"`
	OtherKey   string     `json:"otherKey"`
	Signatures []signed   `json:"signatures"`
	Cases      []testCase `json:"cases"`
}

var out fixture

type keyPair struct {
	name string
	priv ed25519.PrivateKey
	hash uint32
}

func newKey(name string, seed byte) (string, *keyPair) {
	s := make([]byte, 32)
	for i := range s {
		s[i] = seed
	}
	p := ed25519.NewKeyFromSeed(s)
	v, err := note.NewEd25519VerifierKey(name, p.Public().(ed25519.PublicKey))
	check(err)
	ver, err := note.NewVerifier(v)
	check(err)
	return v, &keyPair{name, p, ver.KeyHash()}
}

func (k *keyPair) Name() string    { return k.name }
func (k *keyPair) KeyHash() uint32 { return k.hash }
func (k *keyPair) Sign(msg []byte) ([]byte, error) {
	sig := ed25519.Sign(k.priv, msg)
	if k == ours {
		s := signed{string(msg), base64.StdEncoding.EncodeToString(sig)}
		for _, old := range out.Signatures {
			if old == s {
				return sig, nil
			}
		}
		out.Signatures = append(out.Signatures, s)
	}
	return sig, nil
}

var ours, theirs *keyPair

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func sum(log, file string, i int64) string {
	return "h1:" + base64.StdEncoding.EncodeToString([]byte(fmt.Sprintf("%s %s %d", log, file, i)))
}

func record(log string, i int64) []byte {
	return []byte(fmt.Sprintf("example.com/m%d v1.0.0 %s\nexample.com/m%d v1.0.0/go.mod %s\n",
		i, sum(log, "zip", i), i, sum(log, "mod", i)))
}

type memLog struct {
	hashes []tlog.Hash
	n      int64
}

func (l *memLog) ReadHashes(ix []int64) ([]tlog.Hash, error) {
	var r []tlog.Hash
	for _, i := range ix {
		r = append(r, l.hashes[i])
	}
	return r, nil
}

var logs = map[string]*memLog{}

func getLog(name string, size int64) *memLog {
	l := logs[name]
	if l == nil {
		l = &memLog{}
		logs[name] = l
	}
	for ; l.n < size; l.n++ {
		h, err := tlog.StoredHashes(l.n, record(name, l.n), l)
		check(err)
		l.hashes = append(l.hashes, h...)
	}
	return l
}

func head(name string, size int64) string {
	h, err := tlog.TreeHash(size, getLog(name, size))
	check(err)
	return string(tlog.FormatTree(tlog.Tree{N: size, Hash: h}))
}

func sign(text string, signers ...note.Signer) string {
	m, err := note.Sign(&note.Note{Text: text}, signers...)
	check(err)
	return string(m)
}

type ops struct {
	cache  map[string][]byte
	config map[string][]byte
	step   *step
}

func (o *ops) ReadRemote(path string) ([]byte, error) {
	o.step.Asks = append(o.step.Asks, path)
	s := o.step
	var data []byte
	if strings.HasPrefix(path, "/lookup/") {
		msg, err := tlog.FormatRecord(s.ID, record(s.Log, s.ID))
		check(err)
		data = append(msg, s.Tree...)
	} else {
		t, err := tlog.ParseTilePath(path[1:])
		check(err)
		if v := s.Override[path]; v.Error != "" || v.Body != nil {
			err := answer(&data, v)
			return data, err
		}
		log := getLog(s.Log, s.Size)
		if (t.N<<8+int64(t.W))<<uint(8*t.L) > log.n {
			return nil, errors.New("beyond the log: " + path)
		}
		data, err = tlog.ReadTileData(t, log)
		check(err)
	}
	err := answer(&data, s.Override[path])
	return data, err
}

func answer(data *[]byte, v override) error {
	switch {
	case v.Error != "":
		return errors.New(v.Error)
	case v.Body != nil:
		*data, _ = base64.StdEncoding.DecodeString(*v.Body)
	case v.Flip != nil:
		(*data)[*v.Flip] ^= 1
	case v.Cut != nil:
		*data = (*data)[:*v.Cut]
	case v.Pad != nil:
		*data = append(*data, make([]byte, *v.Pad)...)
	}
	return nil
}

func (o *ops) ReadConfig(f string) ([]byte, error) {
	if f == "key" {
		return []byte(out.Key), nil
	}
	return o.config[f], nil
}
func (o *ops) WriteConfig(f string, old, new []byte) error { o.config[f] = new; return nil }
func (o *ops) ReadCache(f string) ([]byte, error) {
	if d, ok := o.cache[f]; ok && !strings.Contains(f, "/lookup/") {
		return d, nil
	}
	return nil, errors.New("not there")
}
func (o *ops) WriteCache(f string, d []byte) { o.cache[f] = append([]byte(nil), d...) }
func (o *ops) Log(string)                    {}
func (o *ops) SecurityError(m string)        { o.step.Security = m }

func run(name string, steps ...step) {
	o := &ops{cache: map[string][]byte{}, config: map[string][]byte{}}
	for i := range steps {
		s := &steps[i]
		if s.Log == "" {
			s.Log = "a"
		}
		if s.Tree == "" {
			s.Tree = sign(head(s.Log, s.Size), ours)
		} else if s.Tree == "none" {
			s.Tree = ""
		}
		o.step = s
		c := sumdb.NewClient(o)
		lines, err := c.Lookup(fmt.Sprintf("example.com/m%d", s.ID), "v1.0.0/go.mod")
		s.Lines = len(lines)
		if err != nil {
			s.Error = err.Error()
		}
	}
	out.Cases = append(out.Cases, testCase{name, steps})
}

func b(s string) *string { e := base64.StdEncoding.EncodeToString([]byte(s)); return &e }
func n(i int) *int       { return &i }

func main() {
	getLog("a", 70300)
	getLog("b", 70300)
	out.Key, ours = newKey("lab.example", 7)
	out.OtherKey, theirs = newKey("lab.example", 9)
	for _, c := range [][2]int64{{1, 0}, {2, 1}, {255, 0}, {256, 255}, {257, 256}, {257, 0}, {300, 10}, {1000, 999}, {1024, 600}, {65536, 0}, {65537, 65536}, {65793, 65536}, {70000, 300}, {70000, 69999}} {
		run(fmt.Sprintf("record %d of %d", c[1], c[0]), step{Size: c[0], ID: c[1]})
	}
	for _, c := range [][3]int64{{1, 2, 0}, {100, 257, 3}, {257, 257, 3}, {300, 200, 5}, {256, 512, 255}, {69000, 70000, 12}, {70000, 69000, 12}, {65536, 65537, 400}, {300, 70000, 299}} {
		run(fmt.Sprintf("from %d to %d", c[0], c[1]), step{Size: c[0], ID: c[2]}, step{Size: c[1], ID: c[2]})
	}
	// A full tile that takes a partial one's place.
	run("outgrown partial tile", step{Size: 300, ID: 290, Override: map[string]override{
		"/tile/8/0/001.p/44": {Error: "reading u: 404 Not Found"}, "/tile/8/0/001": {Body: func() *string { d, _ := tlog.ReadTileData(tlog.Tile{H: 8, L: 0, N: 1, W: 256}, getLog("a", 512)); return b(string(d)) }()}}})
	look := "/lookup/example.com/m10@v1.0.0"
	tree := sign(head("a", 300), ours)
	rec := string(record("a", 10))
	body := func(name, text string) {
		run("lookup: "+name, step{Size: 300, ID: 10, Override: map[string]override{look: {Body: b(text)}}})
	}
	run("lookup: error", step{Size: 300, ID: 10, Override: map[string]override{look: {Error: "reading u: 404 Not Found"}}})
	body("empty", "")
	body("no line end", "10")
	body("only a number", "10\n")
	body("no blank line", "10\n"+strings.TrimSuffix(rec, "\n"))
	body("no number", "x\n"+rec+"\n"+tree)
	body("two numbers", "1 0\n"+rec+"\n"+tree)
	body("underscore", "1_0\n"+rec+"\n"+tree)
	body("huge number", "9223372036854775808\n"+rec+"\n"+tree)
	body("plus", "+10\n"+rec+"\n"+tree)
	body("zeros", "0010\n"+rec+"\n"+tree)
	body("other number", "11\n"+rec+"\n"+tree)
	body("negative number", "-10\n"+rec+"\n"+tree)
	body("negative number of the first", "-10\n"+string(record("a", 0))+"\n"+tree)
	body("beyond the tree", "300\n"+rec+"\n"+tree)
	body("control character", "10\na\tb\n\n"+tree)
	body("no UTF-8", "10\na\xffb\n\n"+tree)
	body("blank text", "10\n\n\n"+tree)
	body("one empty line", "10\n\n"+tree)
	body("altered text", "10\n"+strings.Replace(rec, "h1:", "h1:A", 1)+"\n"+tree)
	body("another module", "11\n"+string(record("a", 11))+"\n"+tree)
	body("HTML", "<html>\n<body>\n\n</body>")
	body("no tree", "10\n"+rec+"\n")
	body("no tree, a negative number", "-10\n"+rec+"\n")
	note := func(name, tree string) { body("note: "+name, "10\n"+rec+"\n"+tree) }
	text := head("a", 300)
	good := strings.TrimPrefix(tree, text+"\n")
	note("another key", sign(text, theirs))
	note("both keys", sign(text, theirs, ours))
	note("ours twice", text+"\n"+good+good)
	bad := sign(head("a", 299), ours)
	bad = strings.TrimPrefix(bad, head("a", 299)+"\n")
	note("signature of another text", text+"\n"+bad)
	note("sound, then signature of another text", text+"\n"+good+bad)
	note("signature too short", text+"\n— lab.example "+base64.StdEncoding.EncodeToString([]byte{1, 2, 3, 4})+"\n")
	note("short signature", text+"\n— lab.example "+base64.StdEncoding.EncodeToString(append([]byte{byte(ours.hash >> 24), byte(ours.hash >> 16), byte(ours.hash >> 8), byte(ours.hash)}, 1, 2, 3))+"\n")
	note("no base64", text+"\n— lab.example !!!!\n")
	note("no signature", text+"\n")
	note("no line end", strings.TrimSuffix(tree, "\n"))
	note("line without dash", text+"\nx\n"+good)
	note("hyphen", text+"\n"+strings.Replace(good, "—", "-", 1))
	note("two spaces", text+"\n"+strings.Replace(good, "e ", "e  ", 1))
	note("plus in the name", text+"\n— a+b AAAAAAAA\n"+good)
	note("control character", strings.Replace(tree, "tree\n", "tree\r\n", 1))
	note("many signatures", text+"\n"+strings.Repeat("— x AAAAAAAA\n", 100)+good)
	note("no more signatures than go reads", text+"\n"+strings.Repeat("— x AAAAAAAA\n", 99)+good)
	note("other title", sign(strings.Replace(text, "tree", "tree v2", 1), ours))
	note("size with zeros", sign(strings.Replace(text, "300", "0300", 1), ours))
	note("negative size", sign(strings.Replace(text, "300", "-300", 1), ours))
	note("hash too short", sign("go.sum database tree\n300\nAAAA\n", ours))
	note("one line", sign("go.sum database tree\n", ours))
	note("extra lines", sign(text+"more\nand more\n", ours))
	note("empty tree", sign("go.sum database tree\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", ours))
	note("empty tree of another hash", sign("go.sum database tree\n0\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n", ours))
	note("another hash", sign("go.sum database tree\n300\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n", ours))
	tile := func(name, path string, v override) {
		run("tile: "+name, step{Size: 300, ID: 10, Override: map[string]override{path: v}})
	}
	tile("full: error", "/tile/8/0/000", override{Error: "reading u: 500 Internal Server Error"})
	tile("partial: error", "/tile/8/1/000.p/1", override{Error: "Get \"u\": EOF"})
	tile("full: changed", "/tile/8/0/000", override{Flip: n(40)})
	tile("partial: changed", "/tile/8/0/001.p/44", override{Flip: n(0)})
	tile("top: changed", "/tile/8/1/000.p/1", override{Flip: n(31)})
	tile("cut", "/tile/8/0/000", override{Cut: n(8191)})
	tile("empty", "/tile/8/0/001.p/44", override{Cut: n(0)})
	tile("too long", "/tile/8/0/001.p/44", override{Pad: n(32)})
	run("tile: full one short", step{Size: 300, ID: 10, Override: map[string]override{
		"/tile/8/0/001.p/44": {Error: "e"}, "/tile/8/0/001": {Body: b(strings.Repeat("x", 8191))}}})
	run("tile: full one tiny", step{Size: 300, ID: 10, Override: map[string]override{
		"/tile/8/0/001.p/44": {Error: "e"}, "/tile/8/0/001": {Body: b("x")}}})
	run("tile: full one fails too", step{Size: 300, ID: 10, Override: map[string]override{
		"/tile/8/0/001.p/44": {Error: "e"}, "/tile/8/0/001": {Error: "f"}}})
	run("another log, longer", step{Size: 300, ID: 10}, step{Log: "b", Size: 400, ID: 10})
	run("another log, shorter", step{Size: 300, ID: 10}, step{Log: "b", Size: 200, ID: 10})
	run("another log, as long", step{Size: 300, ID: 10}, step{Log: "b", Size: 300, ID: 10})
	run("longer tree, outgrown tiles", step{Size: 299, ID: 10}, step{Size: 301, ID: 10, Override: map[string]override{
		"/tile/8/0/001.p/45": {Error: "e"}}})
	run("longer tree without its tiles", step{Size: 300, ID: 10}, step{Size: 400, ID: 10, Override: map[string]override{
		"/tile/8/0/001.p/144": {Error: "e"}, "/tile/8/0/001": {Error: "f"}}})
	run("shorter tree, as the proxy remembers it", step{Size: 70000, ID: 299}, step{Size: 299, ID: 10, Override: map[string]override{}})
	j, err := json.Marshal(out)
	check(err)
	s := strings.ReplaceAll(string(j), `{"name"`, "\n{\"name\"")
	os.Stdout.WriteString(s + "\n")
}
