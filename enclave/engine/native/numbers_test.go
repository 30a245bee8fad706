package native

import (
	"math"
	"testing"
)

func TestElementaryFunctions(t *testing.T) {
	relative := func(got, want float64) float64 { return math.Abs(got-want) / math.Max(math.Abs(want), 1e-300) }
	for x := 1e-9; x < 1e12; x *= 1.0173 {
		if want := math.Log(x); math.Abs(log(x)-want) > 4e-16*math.Max(1, math.Abs(want)) {
			t.Fatalf("log(%v) = %v, want %v", x, log(x), want)
		}
	}
	for x := -600.0; x < 600; x += 0.731 {
		if relative(exp(x), math.Exp(x)) > 1e-15 {
			t.Fatalf("exp(%v) = %v, want %v", x, exp(x), math.Exp(x))
		}
	}
	for x := -1000.0; x < 200000; x += 7.7123 {
		s, c := sincos(x)
		if ws, wc := math.Sincos(x); math.Abs(s-ws) > 1e-15 || math.Abs(c-wc) > 1e-15 {
			t.Fatalf("sincos(%v) = %v %v, want %v %v", x, s, c, ws, wc)
		}
	}
	for n := range uint64(2000) {
		if relative(power(0.999, n), math.Pow(0.999, float64(n))) > 1e-13 {
			t.Fatalf("power(0.999, %d)", n)
		}
	}
}

// TestPhilox holds the generator against the known answers of Random123
// (kat_vectors, philox4x32 10).
func TestPhilox(t *testing.T) {
	for _, c := range []struct {
		counter uint64
		hi, key [2]uint32
		want    [4]uint32
	}{
		{0, [2]uint32{}, [2]uint32{}, [4]uint32{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
		{math.MaxUint64, [2]uint32{math.MaxUint32, math.MaxUint32}, [2]uint32{math.MaxUint32, math.MaxUint32}, [4]uint32{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
		{0x85a308d3_243f6a88, [2]uint32{0x13198a2e, 0x03707344}, [2]uint32{0xa4093822, 0x299f31d0}, [4]uint32{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
	} {
		if got := (stream{key: c.key, hi: c.hi}).block(c.counter); got != c.want {
			t.Errorf("counter %x: %x, want %x", c.counter, got, c.want)
		}
	}
}

func TestStreams(t *testing.T) {
	s := newStream(1, "test")
	draws := make([]float32, 40000)
	s.normal(draws, 2)
	mean, square := 0.0, 0.0
	for _, v := range draws {
		mean += float64(v) / float64(len(draws))
		square += float64(v) * float64(v) / float64(len(draws))
	}
	if math.Abs(mean) > 0.05 || math.Abs(square-4) > 0.15 {
		t.Errorf("normal: mean %v, mean square %v, want 0 and 4", mean, square)
	}
	s.uniform(draws, 0.5)
	square = 0
	for _, v := range draws {
		if v < -0.5 || v >= 0.5 {
			t.Fatalf("uniform: %v", v)
		}
		square += float64(v) * float64(v) / float64(len(draws))
	}
	if math.Abs(square-1.0/12) > 0.002 {
		t.Errorf("uniform: mean square %v, want 1/12", square)
	}
	order, seen := make([]int32, 1000), map[int32]bool{}
	s.order(order)
	moved := 0
	for i, v := range order {
		seen[v] = true
		if int(v) != i {
			moved++
		}
	}
	if len(seen) != 1000 || moved < 980 {
		t.Errorf("order: %d distinct, %d moved", len(seen), moved)
	}
}
