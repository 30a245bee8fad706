package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"go/ast"
	"go/build"
	"go/doc"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// pkg is the documentation of one package of the standard library.
type pkg struct {
	path, name, doc string
	heldOut         bool
	symbols         []symbol
}

// symbol is one documented declaration.
type symbol struct {
	kind     string // func, method, type, const, var
	recv     string // of a method, or the type a function makes; without *
	name     string
	decl     string // as gofmt prints it, without body
	brief    string // decl on one line
	doc      string
	source   string // of func and method: with body, without comments
	exported bool
	fn       *ast.FuncType // of func and method
}

// heldOutRule is heldOut in words.
const heldOutRule = "a package is held out if the first byte of SHA-256 of its import path is below 40"

// heldOut is the rule that keeps about 16 of 100 packages out of pretraining.
func heldOut(importPath string) bool { return sha256.Sum256([]byte(importPath))[0] < 40 }

// readLibrary reads every package below goroot/src but cmd, vendor and
// testdata, as built for linux/amd64 without cgo whatever machine this is.
func readLibrary(goroot string) ([]pkg, error) {
	root := filepath.Join(goroot, "src")
	ctx := build.Context{GOOS: "linux", GOARCH: "amd64", GOROOT: goroot, Compiler: "gc", ReleaseTags: build.Default.ReleaseTags}
	var out []pkg
	err := filepath.WalkDir(root, func(dir string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(root, dir)
		if err != nil {
			return err
		}
		importPath := filepath.ToSlash(rel)
		if base := path.Base(importPath); base == "testdata" || importPath == "cmd" || importPath == "vendor" || strings.HasPrefix(base, "_") {
			return fs.SkipDir
		}
		p, err := readPackage(&ctx, dir, importPath)
		if err == nil && p != nil {
			out = append(out, *p)
		}
		return err
	})
	return out, err
}

func readPackage(ctx *build.Context, dir, importPath string) (*pkg, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	fset := token.NewFileSet()
	var files []*ast.File
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		if ok, err := ctx.MatchFile(dir, e.Name()); err != nil || !ok {
			continue
		}
		f, err := parser.ParseFile(fset, filepath.Join(dir, e.Name()), nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		if len(files) > 0 && f.Name.Name != files[0].Name.Name {
			continue
		}
		files = append(files, f)
	}
	if len(files) == 0 {
		return nil, nil
	}
	d, err := doc.NewFromFiles(fset, files, importPath, doc.AllDecls|doc.PreserveAST)
	if err != nil {
		return nil, fmt.Errorf("package %s: %w", importPath, err)
	}
	r := reader{fset: fset, pkg: pkg{path: importPath, name: d.Name, doc: clean(d.Doc), heldOut: heldOut(importPath)}}
	r.values("const", d.Consts)
	r.values("var", d.Vars)
	r.funcs(d.Funcs)
	for _, t := range d.Types {
		r.types(t)
		r.values("const", t.Consts)
		r.values("var", t.Vars)
		r.funcs(t.Funcs)
		r.funcs(t.Methods)
	}
	return &r.pkg, nil
}

type reader struct {
	fset *token.FileSet
	pkg  pkg
}

func (r *reader) add(s symbol, node ast.Node) {
	s.doc = clean(s.doc)
	if s.doc == "" {
		return
	}
	var b bytes.Buffer
	if err := format.Node(&b, r.fset, node); err != nil {
		return // a declaration that gofmt can not print is no text to learn from
	}
	s.decl = b.String()
	if s.brief == "" {
		s.brief = strings.Join(strings.Fields(s.decl), " ")
	}
	s.exported = ast.IsExported(s.name) && (s.recv == "" || ast.IsExported(s.recv))
	r.pkg.symbols = append(r.pkg.symbols, s)
}

func (r *reader) funcs(list []*doc.Func) {
	for _, f := range list {
		if f.Level > 0 {
			continue // promoted from an embedded type
		}
		s := symbol{kind: "func", name: f.Name, doc: f.Doc, fn: f.Decl.Type}
		if f.Recv != "" {
			s.kind, s.recv = "method", strings.TrimLeft(strings.SplitN(f.Recv, "[", 2)[0], "*")
		}
		f.Decl.Doc = nil
		var b bytes.Buffer
		if f.Decl.Body != nil && format.Node(&b, r.fset, f.Decl) == nil {
			s.source = b.String()
		}
		f.Decl.Body = nil
		r.add(s, f.Decl)
	}
}

func (r *reader) types(t *doc.Type) {
	for _, spec := range t.Decl.Specs {
		ts, ok := spec.(*ast.TypeSpec)
		if !ok || ts.Name.Name != t.Name {
			continue
		}
		kind := ""
		switch ts.Type.(type) {
		case *ast.StructType:
			kind = " struct"
		case *ast.InterfaceType:
			kind = " interface"
		case *ast.FuncType:
			kind = " func"
		}
		t.Decl.Doc = nil
		r.add(symbol{kind: "type", name: t.Name, doc: t.Doc, brief: "type " + t.Name + kind}, t.Decl)
	}
}

func (r *reader) values(kind string, list []*doc.Value) {
	for _, v := range list {
		name := ""
		if len(v.Names) == 1 {
			name = v.Names[0]
		}
		v.Decl.Doc = nil
		r.add(symbol{kind: kind, name: name, doc: v.Doc}, v.Decl)
	}
}

var link = regexp.MustCompile(`\[(\*?[A-Za-z][A-Za-z0-9_./]*)\]`)

// clean takes the brackets of doc links away and trims lines.
func clean(text string) string {
	text = link.ReplaceAllString(text, "$1")
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " \t\r")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}
