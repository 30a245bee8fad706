package dataset

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"os"
	"testing"

	"github.com/hallmark-tee/hallmark"
)

// The tokens, masks and packing that trained base models depend on: these may
// never change for the kinds and templates of the first release, whatever is
// added beside them. Each value is SHA-256 over every sequence of the prepared
// job; testdata/golden-*.jsonl are the rows.
func TestTokensOfTheFirstReleaseStay(t *testing.T) {
	for _, c := range []struct {
		file, template string
		mask           bool
		digest, tokens string
	}{
		{"messages", ChatML, true, "0x7b2b6a6e0d0845ff389d972508860bcdaaa7203e81f3fbf70da9068b38a86f00", "e20279db892905ec9e1f4d840c0dbc6c769355dcb415ab7b220847679544d974"},
		{"messages", ChatML, false, "0x7b2b6a6e0d0845ff389d972508860bcdaaa7203e81f3fbf70da9068b38a86f00", "edbe5573a93d6ea15acc8678dcb2e46b5d0efa99436355c564335a9c8678c3b3"},
		{"prompt-completion", ChatML, true, "0x841dc0ba09d4e25e25832be7d9c4bde23ac6aceca2f67f6aadf880528283748e", "d6ea4cd6d8b2155fa28b0f03f4ac90e7a57b4f619e335a7cafb3006c794acead"},
		{"prompt-completion", Plain, true, "0x841dc0ba09d4e25e25832be7d9c4bde23ac6aceca2f67f6aadf880528283748e", "0da8348b8b5147409d0c443ce5ea6b14de70abfdd18ccb2b3cc39047dbe90884"},
		{"text", ChatML, true, "0x0c8c9323c3e93549731871ab943d214fb73ec854155778c2b9b644ddc35110c3", "3963fe7cbd078543201145d1818cba5c84b5f6f6fd740bf5d5daed3b884a8160"},
		{"text", Plain, true, "0x0c8c9323c3e93549731871ab943d214fb73ec854155778c2b9b644ddc35110c3", "3963fe7cbd078543201145d1818cba5c84b5f6f6fd740bf5d5daed3b884a8160"},
	} {
		f, err := os.Open("testdata/golden-" + c.file + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		cfg := hallmark.DefaultTraining()
		cfg.SeqLen, cfg.BatchRows, cfg.Validation, cfg.Seed = 64, 3, 200, 42
		p, rep, err := FromJSONL(f, encoder(t, c.template, c.mask), cfg)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.New()
		word := func(v uint64) { sum.Write(binary.BigEndian.AppendUint64(nil, v)) }
		for _, set := range [][]Packed{p.Train, p.Validation} {
			word(uint64(len(set)))
			for _, s := range set {
				word(uint64(len(s.Tokens)))
				for i, id := range s.Tokens {
					word(uint64(id))
					if s.Mask[i] {
						word(1)
					}
				}
				for i := range s.Segments {
					word(uint64(s.Segments[i]))
					word(uint64(s.Rows[i]))
				}
			}
		}
		word(p.Steps)
		word(p.Tokens)
		if got := hex.EncodeToString(sum.Sum(nil)); got != c.tokens || rep.Digest.String() != c.digest {
			t.Errorf("%s, %s, mask %v: rows %s, tokens %s", c.file, c.template, c.mask, rep.Digest, got)
		}
	}
}
