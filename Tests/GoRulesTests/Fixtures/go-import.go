// Writes go-import.json anew: what go reads of each page in it (cmd/go/internal/vcs/discovery.go).
//
//	go run go-import.go $(go env GOROOT) < go-import.json
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const program = `
type metaImport struct{ Prefix, VCS, RepoRoot, SubDir string }

type ModuleMode int

const PreferMod ModuleMode = 1

type row struct {
	Page    []byte     ` + "`json:\"page\"`" + `
	Imports [][]string ` + "`json:\"imports\"`" + `
	Error   string     ` + "`json:\"error\"`" + `
}

func main() {
	var rows []row
	if err := json.NewDecoder(os.Stdin).Decode(&rows); err != nil {
		panic(err)
	}
	for i := range rows {
		imports, err := parseMetaGoImports(bytes.NewReader(rows[i].Page), PreferMod)
		rows[i].Imports, rows[i].Error = [][]string{}, ""
		for _, m := range imports {
			rows[i].Imports = append(rows[i].Imports, []string{m.Prefix, m.VCS, m.RepoRoot, m.SubDir})
		}
		if err != nil {
			rows[i].Error = err.Error()
		}
	}
	json.NewEncoder(os.Stdout).Encode(rows)
}
`

func main() {
	source, err := os.ReadFile(filepath.Join(os.Args[1], "src/cmd/go/internal/vcs/discovery.go"))
	if err != nil {
		panic(err)
	}
	text := strings.Replace(string(source), "package vcs", "package main", 1)
	text = strings.Replace(text, "import (", "import (\n\"bytes\"\n\"encoding/json\"\n\"os\"\n", 1)
	folder, err := os.MkdirTemp("", "go-import")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "main.go")
	if err := os.WriteFile(file, []byte(text+program), 0o600); err != nil {
		panic(err)
	}
	run := exec.Command("go", "run", file)
	run.Stdin, run.Stdout, run.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := run.Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
