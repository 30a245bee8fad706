package main

import (
	"strings"
	"syscall/js"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/audit"
	"github.com/hallmark-tee/hallmark/attestation/bundle"
	"github.com/hallmark-tee/hallmark/attestation/endorsement"
)

// main offers hallmarkVerify(file, options) to the page and stays.
//
// file is a Uint8Array; options may have policy (a shipped one or a
// Uint8Array of a policy file), collateral (an array of Uint8Arrays), artifact
// (Uint8Array), at, block, nonce, tls and explain (strings) and strict (a
// boolean), as the command line's flags. The answer is {code, json, table} or
// {error, hint}; json is byte for byte what `hallmark-verify -o json` prints.
func main() {
	js.Global().Set("hallmarkVerify", js.FuncOf(func(_ js.Value, args []js.Value) any {
		if len(args) == 0 {
			return refuse(hallmark.Errorf(hallmark.Invalid, "no file was given"))
		}
		options := js.Null()
		if len(args) > 1 {
			options = args[1]
		}
		answer, err := verify(args[0], options)
		if err != nil {
			return refuse(err)
		}
		return answer
	}))
	if ready := js.Global().Get("hallmarkReady"); ready.Type() == js.TypeFunction {
		ready.Invoke()
	}
	select {}
}

func refuse(err error) map[string]any {
	return map[string]any{"error": err.Error(), "hint": hallmark.KindOf(err).Hint()}
}

func verify(file, options js.Value) (map[string]any, error) {
	in := audit.Input{Collateral: new(endorsement.Set), Clock: time.Now()}
	var err error
	if in.File, err = bytesOf(file, "file"); err != nil {
		return nil, err
	}
	text := func(name string) string {
		if v := get(options, name); v.Type() == js.TypeString {
			return v.String()
		}
		return ""
	}
	in.At, in.Block, in.Nonce, in.TLS, in.Policy = text("at"), text("block"), text("nonce"), text("tls"), text("policy")
	in.Strict = get(options, "strict").Truthy()
	if v := get(options, "policy"); v.Type() == js.TypeObject {
		if in.PolicyFile, err = bytesOf(v, "policy"); err != nil {
			return nil, err
		}
	}
	if v := get(options, "artifact"); v.Type() == js.TypeObject {
		b, err := bytesOf(v, "artifact")
		if err != nil {
			return nil, err
		}
		in.Artifact = &bundle.File{Data: strings.NewReader(string(b)), Size: int64(len(b))}
	}
	if v := get(options, "collateral"); v.Type() == js.TypeObject {
		for i := range v.Length() {
			b, err := bytesOf(v.Index(i), "collateral")
			if err != nil {
				return nil, err
			}
			if _, err := in.Collateral.Add(b); err != nil {
				return nil, err
			}
		}
	}
	o, err := audit.Judge(in)
	if err != nil {
		return nil, err
	}
	json, err := o.JSON()
	if err != nil {
		return nil, err
	}
	var table strings.Builder
	if id := text("explain"); id != "" {
		err = o.Explain(id, &table)
	} else {
		err = o.WriteTable(&table)
	}
	return map[string]any{"code": int(o.Code), "overall": o.Code.String(), "json": string(json), "table": table.String()}, err
}

func get(options js.Value, name string) js.Value {
	if options.Type() != js.TypeObject {
		return js.Undefined()
	}
	return options.Get(name)
}

func bytesOf(v js.Value, what string) ([]byte, error) {
	if !v.InstanceOf(js.Global().Get("Uint8Array")) {
		return nil, hallmark.Errorf(hallmark.Invalid, "%s must be a Uint8Array", what)
	}
	b := make([]byte, v.Get("byteLength").Int())
	js.CopyBytesToGo(b, v)
	return b, nil
}
