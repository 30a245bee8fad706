package bundle

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rlp"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// mutation alters one field in place and undoes it.
type mutation struct {
	path string
	do   func()
	undo func()
}

// mutations lists, by reflection, one or more alterations of every field that
// can be reached from v, so that a field added later is tested too.
func mutations(v reflect.Value, path string) []mutation {
	set := func(suffix string, alter func(reflect.Value)) mutation {
		old := reflect.New(v.Type()).Elem()
		old.Set(v)
		return mutation{path + suffix, func() { alter(v) }, func() { v.Set(old) }}
	}
	if v.CanAddr() {
		// Types with a text form of their own are single values.
		switch a := v.Addr().Interface().(type) {
		case *hallmark.Amount:
			return []mutation{set("", func(reflect.Value) { *a, _ = a.Add(hallmark.NewAmount(1)) })}
		case *hallmark.Decimal:
			return []mutation{set("", func(reflect.Value) { *a = "7.5" })}
		}
	}
	switch v.Kind() {
	case reflect.Struct:
		var all []mutation
		for i := range v.NumField() {
			all = append(all, mutations(v.Field(i), path+"."+v.Type().Field(i).Name)...)
		}
		return all
	case reflect.Pointer:
		if v.IsNil() {
			return []mutation{set("", func(v reflect.Value) { v.Set(reflect.New(v.Type().Elem())) })}
		}
		return append(mutations(v.Elem(), path), set("(nil)", func(v reflect.Value) { v.SetZero() }))
	case reflect.Array:
		return []mutation{set("", func(v reflect.Value) { e := v.Index(v.Len() / 2); e.SetUint(e.Uint() ^ 1) })}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			if v.Len() == 0 { // nothing to alter; what it may hold is its own package's to judge
				return nil
			}
			return []mutation{
				set("(flip)", func(v reflect.Value) {
					b := append([]byte{}, v.Bytes()...)
					b[len(b)/2] ^= 1
					v.SetBytes(b)
				}),
				set("(cut)", func(v reflect.Value) { v.SetBytes(v.Bytes()[:max(0, v.Len()-8)]) }),
				set("(empty)", func(v reflect.Value) { v.SetBytes([]byte{}) }),
			}
		}
		var all []mutation
		for i := range v.Len() {
			all = append(all, mutations(v.Index(i), fmt.Sprintf("%s[%d]", path, i))...)
		}
		if v.Len() > 0 {
			all = append(all, set("(drop)", func(v reflect.Value) { v.Set(v.Slice(0, v.Len()-1)) }))
		}
		return append(all, set("(more)", func(v reflect.Value) {
			longer := reflect.MakeSlice(v.Type(), v.Len(), v.Len()+1)
			reflect.Copy(longer, v)
			v.Set(reflect.Append(longer, reflect.Zero(v.Type().Elem())))
		}))
	case reflect.String:
		return []mutation{set("", func(v reflect.Value) { v.SetString(v.String() + "x") })}
	case reflect.Bool:
		return []mutation{set("", func(v reflect.Value) { v.SetBool(!v.Bool()) })}
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return []mutation{set("", func(v reflect.Value) { v.SetUint(v.Uint() ^ 1) })}
	case reflect.Int:
		return []mutation{set("", func(v reflect.Value) { v.SetInt(v.Int() ^ 1) })}
	}
	panic("no mutation of " + v.Type().String() + " at " + path)
}

// expected is the documented code of an alteration, and the names of the
// checks of which at least one must fail.
func expected(path string) (codes []verdict.Code, checks string) {
	mismatch := []verdict.Code{verdict.Mismatch}
	for _, c := range []struct {
		prefix string
		codes  []verdict.Code
		checks string
	}{
		{".Evidence.Endorsements", []verdict.Code{verdict.NotGenuine, verdict.Incomplete}, "collateral. crl. gpu."},
		{".Evidence.Quote", []verdict.Code{verdict.NotGenuine}, "quote. sig. chain."},
		{".Evidence.RuntimeData", []verdict.Code{verdict.NotGenuine}, "runtime. report_data."},
		{".Evidence.Manifest", []verdict.Code{verdict.NotGenuine}, "measure."},
		{".Evidence.Events", []verdict.Code{verdict.NotGenuine}, "eventlog."},
		{".Evidence", []verdict.Code{verdict.NotGenuine}, "evidence.kind"},
		{".Order.Config", mismatch, "order.config"},
		{".Order.Payees", mismatch, "order.split"},
		{".Order.Proof", mismatch, "order.proof"},
		{".Order.UserKey", mismatch, "order.recipient"},
		{".Order", mismatch, "order.signature"},
		{".Result.Settlement.ArtifactDigest", mismatch, "settlement.signature"},
		{".Result.Settlement", mismatch, "settlement.signature"},
		{".Result.Signature", mismatch, "settlement.signature"},
		{".Result.WrappedKey", mismatch, "settlement.key"},
		{".Result.ReceiptSig", mismatch, "receipt.signature"},
		{".Result.Receipt", mismatch, "receipt.signature"},
		{".Result.Invoice", mismatch, "invoice.digest"},
		{".Result.Transcript", mismatch, "transcript.header"},
		{".Storage", mismatch, "storage.roots"},
		{".Chain", mismatch, "chain. settlement.attested order.signature"},
	} {
		if strings.HasPrefix(path, c.prefix) {
			return c.codes, c.checks
		}
	}
	return nil, ""
}

// TestEveryField alters every field of the bundle in turn and wants a named
// check to fail with the documented code.
func TestEveryField(t *testing.T) {
	for _, maker := range []string{"Test", dcap.SimulationMaker} {
		f := newFixture(t, maker)
		n, every := 0, 1
		if maker == "Test" {
			every = 9 // the path is the same; a sample shows that so is the answer
		}
		// What is altered in the other two headers is found by whoever looks for
		// the blocks; the settling one is looked for here.
		hash := readFacts(f.bundle.Chain).settle.hash
		f.options.Block = &hash
		for i, m := range mutations(reflect.ValueOf(&f.bundle).Elem(), "") {
			if i%every != 0 {
				continue
			}
			switch m.path {
			case ".Version": // not a bundle at all: see TestNotABundle
				continue
			case ".Chain.Register.Header(flip)", ".Chain.Open.Header(flip)":
				continue
			}
			m.do()
			v := must(Judge(f.bundle, f.options))
			code, failed := int(v.Code), own(v)
			m.undo()
			n++
			codes, checks := expected(m.path)
			named := false
			for _, id := range failed {
				for _, want := range strings.Fields(checks) {
					named = named || strings.HasPrefix(id, want)
				}
			}
			ok := false
			for _, c := range codes {
				ok = ok || int(c) == code
			}
			if !ok || !named {
				t.Errorf("%s: %s altered: code %d of %v, failed %v, want one of %q", maker, m.path, code, codes, failed, checks)
			}
		}
		if code, failed := f.judge(t); len(failed) > 0 {
			t.Fatalf("the mutations were not undone: code %d, %v", code, failed)
		}
		t.Logf("%d alterations refused", n)
	}
}

func TestNotABundle(t *testing.T) {
	f := newFixture(t, "Test")
	good := must(json.Marshal(f.bundle))
	for name, data := range map[string][]byte{
		"empty": nil, "text": []byte("hello"), "trailing": append(append([]byte{}, good...), '{'), "too large": make([]byte, hallmark.MaxBundle+1),
		"unknown key":   []byte(strings.Replace(string(good), `"storage"`, `"storages"`, 1)),
		"duplicate key": []byte(strings.Replace(string(good), `"storage":`, `"storage":{},"storage":`, 1)),
		"version":       []byte(strings.Replace(string(good), `bundle/1`, `bundle/2`, 1)),
		"upper case":    []byte(strings.Replace(string(good), `"escrow":"0x0e`, `"escrow":"0x0E`, 1)),
	} {
		if _, err := Verify(data, f.options); err == nil {
			t.Errorf("%s: judged", name)
		}
	}
}

// TestABIOfTheContracts compares the embedded ABI with the contracts' source.
func TestABIOfTheContracts(t *testing.T) {
	var source string
	for _, name := range []string{"IJobEscrow.sol", "IAttestationRegistry.sol"} {
		source += string(must(os.ReadFile("../../contracts/src/interfaces/" + name)))
	}
	for name, event := range contractsABI().Events {
		found := regexp.MustCompile(`(?s)event ` + name + `\((.*?)\);`).FindStringSubmatch(source)
		if found == nil {
			t.Errorf("the contracts have no event %s", name)
			continue
		}
		var types, indexed []string
		for _, arg := range strings.Split(found[1], ",") {
			words := strings.Fields(arg)
			types = append(types, words[0])
			indexed = append(indexed, fmt.Sprint(len(words) == 3))
		}
		if got := crypto.Keccak256Hash([]byte(name + "(" + strings.Join(types, ",") + ")")); got != event.ID {
			t.Errorf("%s: the contracts have %v", name, types)
		}
		for i, in := range event.Inputs {
			if fmt.Sprint(in.Indexed) != indexed[i] {
				t.Errorf("%s: argument %d is indexed or not", name, i)
			}
		}
	}
	structs := map[string]string{}
	for _, s := range regexp.MustCompile(`(?s)struct (\w+) \{(.*?)\}`).FindAllStringSubmatch(source, -1) {
		var types []string
		for _, field := range strings.Split(s[2], ";") {
			if words := strings.Fields(field); len(words) == 2 {
				types = append(types, words[0])
			}
		}
		structs[s[1]] = "(" + strings.Join(types, ",") + ")"
	}
	want := "settle(" + structs["Order"] + "," + structs["Settlement"] + "," + structs["Payee"] + "[],bytes,bytes," + structs["PolicyProof"] + ")"
	if got := contractsABI().Methods["settle"].Sig; got != want {
		t.Errorf("settle is %s, the contracts have %s", got, want)
	}
}

// TestProve proves every item of lists of many sizes and refuses the proof for
// any other index, cut, prolonged or under another root.
func TestProve(t *testing.T) {
	for _, n := range []int{1, 2, 15, 16, 17, 128, 129, 300} {
		item := func(i int) []byte { return bytes.Repeat([]byte{byte(i), byte(i >> 8)}, 1+i%40) }
		for i := range n {
			if n > 20 && i > 3 && i < n-3 && i != 127 && i != 128 {
				continue // a sample of the long lists
			}
			root, nodes := proved(i, n, item)
			key := rlp.AppendUint64(nil, uint64(i))
			if got, err := prove(hallmark.Digest(root), key, nodes); err != nil || !bytes.Equal(got, item(i)) {
				t.Fatalf("item %d of %d: %v", i, n, err)
			}
			for name, fails := range map[string]func() ([]byte, error){
				"another index": func() ([]byte, error) {
					return prove(hallmark.Digest(root), rlp.AppendUint64(nil, uint64(i+1000)), nodes)
				},
				"cut": func() ([]byte, error) { return prove(hallmark.Digest(root), key, nodes[:len(nodes)-1]) },
				"prolonged": func() ([]byte, error) {
					return prove(hallmark.Digest(root), key, append(nodes[:len(nodes):len(nodes)], nodes[0]))
				},
				"another root": func() ([]byte, error) { return prove(hallmark.Digest{1}, key, nodes) },
			} {
				if _, err := fails(); err == nil {
					t.Fatalf("item %d of %d: a proof %s was accepted", i, n, name)
				}
			}
		}
	}
}

func FuzzProve(f *testing.F) {
	fact := block(1, 0, []byte("call"), [20]byte{1})
	f.Add([]byte(fact.TxProof[0]), []byte(fact.TxProof[1]), uint8(17))
	f.Fuzz(func(t *testing.T, first, second []byte, index uint8) {
		root := hallmark.Digest(crypto.Keccak256Hash(first))
		if v, err := prove(root, []byte{index}, []hallmark.Hex{first, second}); err == nil && len(v) == 0 {
			t.Fatal("an empty value was proved")
		}
	})
}

func FuzzBundle(f *testing.F) {
	fx := newFixture(f, dcap.SimulationMaker)
	f.Add(must(json.Marshal(fx.bundle)))
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := Verify(data, fx.options)
		if err == nil && v.Code == verdict.Verified {
			t.Fatal("simulated evidence was verified")
		}
	})
}

func BenchmarkVerify(b *testing.B) {
	f := newFixture(b, dcap.SimulationMaker)
	data := must(json.Marshal(f.bundle))
	for b.Loop() {
		if _, err := Verify(data, f.options); err != nil {
			b.Fatal(err)
		}
	}
}
