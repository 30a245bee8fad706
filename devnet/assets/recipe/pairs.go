package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/doc"
	"sort"
	"strings"
)

// pair is a question about one exported symbol and its answer, both made of
// the symbol's documentation.
type pair struct {
	question, answer string
	sentence         string // of its doc comment: what tells held-out symbols from known ones
	pkg              string
}

// pairsOf makes at most one pair of each documented exported symbol of the
// public packages. The question names package, symbol and declaration; the
// answer says in words what the declaration says.
func pairsOf(p pkg) []pair {
	if strings.Contains("/"+p.path+"/", "/internal/") || p.name == "main" {
		return nil
	}
	var out []pair
	for _, s := range p.symbols {
		sentence := synopsis(s.doc)
		if !s.exported || s.name == "" || sentence == "" || len(s.brief) > 160 {
			continue
		}
		full := p.name + "." + s.name
		asks := []string{"What is %s?", "Describe %s.", "What kind of symbol is %s?"}
		switch s.kind {
		case "func":
			asks = []string{"What does %s take and return?", "Describe the function %s.", "Say the signature of %s in words."}
		case "method":
			full = p.name + "." + s.recv + "." + s.name
			asks = []string{"What does %s take and return?", "Describe the method %s.", "Say the signature of %s in words."}
		}
		ask := asks[int(sha256.Sum256([]byte(p.path + full))[0])%len(asks)]
		out = append(out, pair{
			question: fmt.Sprintf(ask, full) + "\npackage " + p.path + "\n" + s.brief,
			answer:   s.described(), sentence: sentence, pkg: p.path,
		})
	}
	return out
}

// described says what kind of symbol this is, what it takes and what it
// returns, in plain words: what a reader has to see in the declaration.
func (s symbol) described() string {
	switch s.kind {
	case "func", "method":
		kind := map[string]string{"func": "function", "method": "method"}[s.kind]
		return "It is a " + kind + ". It takes " + inWords(s.fn.Params) + ". It returns " + inWords(s.fn.Results) + "."
	case "type":
		switch rest := strings.TrimPrefix(s.brief, "type "+s.name); {
		case strings.HasPrefix(rest, " struct"):
			return "It is a type, a struct."
		case strings.HasPrefix(rest, " interface"):
			return "It is a type, an interface."
		case strings.HasPrefix(rest, " func"):
			return "It is a type, a function."
		}
		return "It is a type, made from another type."
	case "const":
		return "It is a constant."
	}
	return "It is a variable."
}

// inWords lists the types of parameters or results, in order.
func inWords(list *ast.FieldList) string {
	var out []string
	if list != nil {
		for _, f := range list.List {
			for range max(1, len(f.Names)) {
				out = append(out, typeWord(f.Type))
			}
		}
	}
	switch n := len(out); n {
	case 0:
		return "nothing"
	case 1:
		return out[0]
	default:
		return strings.Join(out[:n-1], ", ") + " and " + out[n-1]
	}
}

func typeWord(e ast.Expr) string {
	switch t := e.(type) {
	case *ast.Ident:
		switch t.Name {
		case "string", "bool", "byte", "rune", "float64", "uint", "uint64", "uint32", "int64":
			return "a " + t.Name
		case "int", "error", "any":
			return "an " + t.Name
		}
		return "a type of the same package"
	case *ast.SelectorExpr:
		return "a type of another package"
	case *ast.StarExpr:
		return "a pointer"
	case *ast.ArrayType:
		if id, ok := t.Elt.(*ast.Ident); ok && id.Name == "byte" {
			return "bytes"
		}
		return "a slice"
	case *ast.MapType:
		return "a map"
	case *ast.FuncType:
		return "a function"
	case *ast.Ellipsis:
		return "any number of values"
	case *ast.ChanType:
		return "a channel"
	}
	return "a value"
}

// synopsis is the first sentence of a comment if it is short and of use.
func synopsis(text string) string {
	s := new(doc.Package).Synopsis(text)
	if len(s) < 20 || len(s) > 160 || !strings.HasSuffix(s, ".") || strings.HasPrefix(s, "Deprecated") {
		return ""
	}
	return s
}

// sortByHash puts pairs in an order that is fixed but mixes packages.
func sortByHash(pairs []pair) {
	key := func(p pair) string { h := sha256.Sum256([]byte(p.question)); return string(h[:]) }
	sort.Slice(pairs, func(i, j int) bool { return key(pairs[i]) < key(pairs[j]) })
}

// jsonl writes pairs as rows of messages.
func jsonl(pairs []pair) []byte {
	type message struct {
		Role    string `json:"role"`
		Content string `json:"content"`
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	for _, p := range pairs {
		row := struct {
			Messages []message `json:"messages"`
		}{[]message{{"user", p.question}, {"assistant", p.answer}}}
		if err := e.Encode(row); err != nil {
			panic(err) // strings always encode
		}
	}
	return b.Bytes()
}
