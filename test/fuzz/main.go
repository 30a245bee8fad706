// Command fuzz runs every fuzz target of the repository, one after the other,
// with bounded memory, and says what each needed. It finds the targets in the
// sources, so that none is forgotten. It must not pass a run in which a target
// failed or a process took more memory than allowed.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"time"
)

func main() {
	var r runner
	flag.DurationVar(&r.time, "time", 10*time.Minute, "time for each target")
	match := flag.String("match", ".", "run the targets whose import path and name match this expression")
	flag.IntVar(&r.memory, "memory", 2048, "MiB that one process may take")
	list := flag.Bool("list", false, "list the targets only")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := r.all(ctx, *match, *list); err != nil {
		fmt.Fprintln(os.Stderr, "fuzz:", err)
		os.Exit(1)
	}
}

// target is one fuzz function.
type target struct{ pkg, dir, name string }

// targets finds the fuzz functions of the packages below the working directory.
func targets(ctx context.Context) ([]target, error) {
	cmd := exec.CommandContext(ctx, "go", "list", "-json=ImportPath,Dir,TestGoFiles,XTestGoFiles", "./...")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	var found []target
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			ImportPath, Dir           string
			TestGoFiles, XTestGoFiles []string
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return found, nil
		} else if err != nil {
			return nil, err
		}
		for _, name := range append(p.TestGoFiles, p.XTestGoFiles...) {
			file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				return nil, err
			}
			for _, d := range file.Decls {
				if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && strings.HasPrefix(f.Name.Name, "Fuzz") {
					found = append(found, target{p.ImportPath, p.Dir, f.Name.Name})
				}
			}
		}
	}
}

type runner struct {
	time   time.Duration
	memory int    // MiB
	cache  string // where go keeps the inputs that fuzzing found
	tmp    string
}

func (r runner) all(ctx context.Context, match string, list bool) (err error) {
	want, err := regexp.Compile(match)
	if err != nil {
		return err
	}
	found, err := targets(ctx)
	if err != nil {
		return err
	}
	dir, err := exec.CommandContext(ctx, "go", "env", "GOCACHE").Output()
	if err != nil {
		return fmt.Errorf("go env: %w", err)
	}
	r.cache = filepath.Join(strings.TrimSpace(string(dir)), "fuzz")
	if r.tmp, err = os.MkdirTemp("", "fuzz-"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(r.tmp)) }()
	ran, failed := 0, 0
	for _, t := range found {
		if !want.MatchString(t.pkg + "." + t.name) {
			continue
		}
		ran++
		if list {
			fmt.Println(t.pkg, t.name)
			continue
		}
		if err := r.one(ctx, t); err != nil {
			failed++
			fmt.Printf("FAIL %s %s: %v\n", t.pkg, t.name, err)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	switch {
	case ran == 0:
		return fmt.Errorf("none of %d targets matches %q", len(found), match)
	case failed > 0:
		return fmt.Errorf("%d of %d targets failed", failed, ran)
	}
	return nil
}

// one builds a package's test with coverage and fuzzes one target of it. Inputs
// that fail are left in the package's testdata, as `go test -fuzz` does.
func (r runner) one(ctx context.Context, t target) error {
	binary := filepath.Join(r.tmp, "fuzz.test")
	build := exec.CommandContext(ctx, "go", "test", "-c", "-fuzz", ".", "-o", binary, t.pkg)
	build.Stdout, build.Stderr = os.Stdout, os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("build: %w", err)
	}
	run := exec.CommandContext(ctx, binary, "-test.run=^$", "-test.fuzz=^"+t.name+"$", "-test.fuzztime="+r.time.String(),
		"-test.fuzzminimizetime=10x", "-test.fuzzcachedir="+filepath.Join(r.cache, t.pkg), "-test.timeout=0")
	run.Dir, run.Env = t.dir, append(os.Environ(), fmt.Sprintf("GOMEMLIMIT=%dMiB", r.memory))
	run.Cancel, run.WaitDelay = func() error { return run.Process.Signal(os.Interrupt) }, 10*time.Second
	last := &lastLine{}
	out := io.MultiWriter(os.Stdout, last)
	run.Stdout, run.Stderr = out, out
	err := run.Run()
	peak := 0
	if run.ProcessState != nil {
		if u, ok := run.ProcessState.SysUsage().(*syscall.Rusage); ok {
			peak = int(u.Maxrss >> 10) // of the largest process, its children included
		}
	}
	fmt.Printf("%s %s: %s; peak %d MiB\n", t.pkg, t.name, last.of("execs"), peak)
	if err == nil && peak > r.memory {
		err = fmt.Errorf("took %d MiB, allowed are %d", peak, r.memory)
	}
	return err
}

// lastLine remembers what was written, the end of it.
type lastLine struct{ text string }

func (l *lastLine) Write(p []byte) (int, error) {
	l.text += string(p)
	if n := len(l.text); n > 4096 {
		l.text = l.text[n-4096:]
	}
	return len(p), nil
}

// of is the last line with a word in it.
func (l *lastLine) of(word string) string {
	lines := strings.Split(l.text, "\n")
	for i := len(lines) - 1; i >= 0; i-- {
		if strings.Contains(lines[i], word) {
			return strings.TrimPrefix(lines[i], "fuzz: ")
		}
	}
	return "no input was run"
}
