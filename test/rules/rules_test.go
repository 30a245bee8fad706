package rules

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	maxFileLines        = 600
	maxInterfaceMethods = 5
)

// source is one Go file of the repository.
type source struct {
	path string // slash path below the repository's root
	pkg  string // folder of path, "" for the root
	test bool
	gen  bool
	file *ast.File
	text string
}

func repository(t *testing.T) []source {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	var all []source
	err = filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, p)
		rel = filepath.ToSlash(rel)
		if e.IsDir() {
			if name := e.Name(); rel != "." && (strings.HasPrefix(name, ".") || name == "node_modules" || name == "testdata" || name == "build" || name == "bin") {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(p, ".go") {
			return nil
		}
		text, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), p, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		dir := path.Dir(rel)
		if dir == "." {
			dir = ""
		}
		all = append(all, source{
			path: rel, pkg: dir, test: strings.HasSuffix(rel, "_test.go"), gen: ast.IsGenerated(file), file: file, text: string(text),
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no Go files found: the test looks in the wrong folder")
	}
	return all
}

func imports(s source) []string {
	var out []string
	for _, i := range s.file.Imports {
		p, _ := strconv.Unquote(i.Path.Value)
		out = append(out, p)
	}
	return out
}

func under(pkg string, rooms []string) bool {
	for _, r := range rooms {
		if pkg == r || r != "" && strings.HasPrefix(pkg, r+"/") {
			return true
		}
	}
	return false
}

func TestFloors(t *testing.T) {
	for _, s := range repository(t) {
		if s.test {
			continue // a test may stand the whole house up around its package
		}
		for _, p := range imports(s) {
			if p != Module && !strings.HasPrefix(p, Module+"/") {
				continue
			}
			other := strings.TrimPrefix(strings.TrimPrefix(p, Module), "/")
			if why := refused(s.pkg, other); why != "" {
				t.Errorf("%s imports %s: %s", s.path, p, why)
			}
		}
	}
}

func TestBannedImports(t *testing.T) {
	for _, s := range repository(t) {
		for _, p := range imports(s) {
			for _, b := range bans {
				hit := p == b.path || strings.HasPrefix(p, b.path+"/") && b.path != "net"
				where, _ := room(s.pkg)
				held := len(b.in) == 0 || slices.Contains(b.in, where)
				allowed := under(s.pkg, b.unless) || s.test && (b.tests || len(b.in) > 0)
				if hit && held && !allowed {
					t.Errorf("%s imports %s: %s", s.path, p, b.reason)
				}
			}
		}
	}
}

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	docs := map[string]bool{}
	for _, s := range repository(t) {
		if s.test {
			continue
		}
		docs[s.pkg] = docs[s.pkg] || s.file.Doc != nil && len(s.file.Doc.Text()) > 60 || s.gen
	}
	for pkg, ok := range docs {
		if !ok {
			t.Errorf("package in %q has no package comment that says what it is for and what it must never do", pkg)
		}
	}
}

func TestFilesCanBeReadInOneSitting(t *testing.T) {
	for _, s := range repository(t) {
		if lines := strings.Count(s.text, "\n"); lines > maxFileLines && !s.gen {
			t.Errorf("%s has %d lines, at most %d", s.path, lines, maxFileLines)
		}
	}
}

func TestInterfacesAreSmall(t *testing.T) {
	for _, s := range repository(t) {
		if s.gen {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok || !spec.Name.IsExported() {
				return true
			}
			if i, ok := spec.Type.(*ast.InterfaceType); ok && i.Methods.NumFields() > maxInterfaceMethods {
				t.Errorf("%s: interface %s has %d methods, at most %d", s.path, spec.Name.Name, i.Methods.NumFields(), maxInterfaceMethods)
			}
			return true
		})
	}
}

func TestMoneyHasNoFloats(t *testing.T) {
	for _, s := range repository(t) {
		if s.test || s.gen || s.pkg != "" && s.pkg != "invoice" && s.pkg != "contracts" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && (id.Name == "float64" || id.Name == "float32") {
				t.Errorf("%s uses %s; money and signed numbers are integers or Decimal", s.path, id.Name)
			}
			return true
		})
	}
}

func TestNoReplaceDirectives(t *testing.T) {
	for _, mod := range []string{"../../go.mod", "../../cmd/hallmark-temporal/go.mod"} {
		text, err := os.ReadFile(mod)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(text), "\n") {
			if strings.HasPrefix(strings.TrimSpace(line), "replace") {
				t.Errorf("%s:%d has a replace directive: `go install` of a version would fail", mod, i+1)
			}
		}
	}
}

func TestNoNamesThatSayNothing(t *testing.T) {
	for _, s := range repository(t) {
		for _, part := range strings.Split(s.pkg, "/") {
			if slices.Contains([]string{"util", "utils", "common", "helper", "helpers", "manager", "misc", "pkg"}, part) {
				t.Errorf("%s: the folder name %q does not tell what is in it", s.path, part)
			}
		}
	}
}
